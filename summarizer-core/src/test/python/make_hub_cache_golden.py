"""Writes the cache that huggingface_hub makes of a hub with two files, for HubCacheTest.

    python make_hub_cache_golden.py

The hub runs in this process; nothing is asked of the network.
"""

import hashlib
import json
import os
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"
REPOSITORY = "org/tiny"
SMALL = {"config.json": b"{}"}
LARGE = {"sub/model.safetensors": bytes(range(256)) * 4}
OUTPUT = Path(__file__).parents[1] / "resources/io/summarizer/hub/hub_cache.json"


def git_sha1(content):
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


class Hub(BaseHTTPRequestHandler):
    """Answers as the hub does for what is needed here."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, headers, body=b""):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        path = self.path.split("?")[0]
        if path.startswith(f"/{REPOSITORY}/resolve/"):
            self.resolve(path.split("/", 5)[5])
        elif path.startswith("/objects/"):
            content = {sha256(c): c for c in LARGE.values()}[path.split("/")[-1]]
            self.answer(200, {}, content)
        elif path == f"/api/models/{REPOSITORY}/revision/main":
            self.json({"id": REPOSITORY, "sha": COMMIT, "siblings": []})
        elif path == f"/api/models/{REPOSITORY}/tree/{COMMIT}":
            self.json([self.small(n, c) for n, c in SMALL.items()]
                      + [self.large(n, c) for n, c in LARGE.items()])
        else:
            self.answer(404, {"X-Error-Code": "RepoNotFound"})

    def resolve(self, name):
        headers = {"X-Repo-Commit": COMMIT}
        if name in SMALL:
            self.answer(200, headers | {"ETag": f'"{git_sha1(SMALL[name])}"'}, SMALL[name])
        elif name in LARGE:
            etag = sha256(LARGE[name])
            storage = self.headers["Host"].replace("127.0.0.1", "localhost")
            self.answer(302, headers | {
                "X-Linked-Etag": f'"{etag}"',
                "X-Linked-Size": str(len(LARGE[name])),
                "Location": f"http://{storage}/objects/{etag}",
            })
        else:
            self.answer(404, headers | {"X-Error-Code": "EntryNotFound"})

    def json(self, value):
        self.answer(200, {"Content-Type": "application/json"}, json.dumps(value).encode())

    @staticmethod
    def small(name, content):
        return {"type": "file", "path": name, "size": len(content), "oid": git_sha1(content)}

    @staticmethod
    def large(name, content):
        pointer = b"pointer to " + sha256(content).encode()
        return {
            "type": "file", "path": name, "size": len(content), "oid": git_sha1(pointer),
            "lfs": {"oid": sha256(content), "size": len(content), "pointerSize": len(pointer)},
        }


def serve():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def listing(cache):
    """Every file and link; the content of those that are no blobs."""
    entries = []
    for path in sorted(p for p in cache.rglob("*") if p.is_symlink() or p.is_file()):
        entry = {"path": path.relative_to(cache).as_posix()}
        if path.is_symlink():
            entry["link"] = os.readlink(path)
        elif path.parent.name == "blobs":
            entry["bytes"] = path.stat().st_size
        else:
            entry["text"] = path.read_text()
        entries.append(entry)
    return entries


def main():
    with tempfile.TemporaryDirectory() as cache:
        os.environ.update(HF_HOME=cache + "/home", HF_ENDPOINT=serve())
        import huggingface_hub
        from huggingface_hub.errors import EntryNotFoundError

        hub = Path(cache, "hub")
        huggingface_hub.snapshot_download(REPOSITORY, cache_dir=hub)
        try:
            huggingface_hub.hf_hub_download(REPOSITORY, "vocab.txt", cache_dir=hub)
        except EntryNotFoundError:
            pass
        golden = {
            "made_by": f"{Path(__file__).name} with huggingface_hub {huggingface_hub.__version__}",
            "cache": listing(hub),
        }
    OUTPUT.write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
