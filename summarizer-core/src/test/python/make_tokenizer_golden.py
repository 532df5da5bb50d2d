"""Makes src/test/resources/io/summarizer/text/tokenizer_golden.json with Hugging Face's tokenizer.

Texts are ours; the tokenizer.json is written by TokenizerGoldenTest into target/golden-tokenizer.
Run in summarizer-core, after a test run, with transformers 5.23.0 and tokenizers 0.23.3:

    python src/test/python/make_tokenizer_golden.py
"""

import hashlib
import json
from pathlib import Path

import tokenizers
import transformers

RESOURCES = Path("src/test/resources/io/summarizer/text")
FOLDER = Path("target/golden-tokenizer")
PREFIX = "The "
MAX_LENGTH = 12

ODD_TEXTS = [
    "",
    " ",
    "  two  spaces\tand\na line  ",
    "Unseen: Wembley, 98765, re-elected!",
    "a\u00a0no-break space",
    "cafe\u0301 and caf\u00e9",
    "\U0001f600 and \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u0000\u0001\u0007 bell",
    "\ufeffmark",
    "\u2581The\u2581 bridge",
    "The</s> bridge <pad> in<unk>",
    "\u4e2d\u6587\u65b0\u95fb",
    "ﬁve ½ … “quoted” – ‘it’s’",
    "x" * 300,
    "bridge " * 60,
]

tokenizer = transformers.AutoTokenizer.from_pretrained(FOLDER, local_files_only=True)


def case(text):
    ids = tokenizer(text)["input_ids"]
    return {
        "text": text,
        "ids": ids,
        "prefixed_and_truncated": tokenizer(PREFIX + text, max_length=MAX_LENGTH, truncation=True)["input_ids"],
        "decoded": tokenizer.decode(ids, skip_special_tokens=True),
    }


texts = (RESOURCES / "corpus.txt").read_text("utf-8").splitlines() + ODD_TEXTS
golden = {
    "made_with": f"transformers {transformers.__version__}, tokenizers {tokenizers.__version__}",
    "tokenizer_sha256": hashlib.sha256((FOLDER / "tokenizer.json").read_bytes()).hexdigest(),
    "max_length": MAX_LENGTH,
    "cases": [case(text) for text in texts],
}
lines = ",\n".join("  " + json.dumps(c) for c in golden.pop("cases"))
head = json.dumps(golden)[1:-1]
(RESOURCES / "tokenizer_golden.json").write_text("{" + head + ', "cases": [\n' + lines + "\n]}\n", "utf-8")
