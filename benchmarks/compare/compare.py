"""Runs this project and the systems a user would pick instead, alternately, and writes tables of medians and ratios.

    python compare.py --jar ../target/benchmarks.jar --peers FOLDER --python PYTHON --runs 5 --into ../../PERFORMANCE.md

FOLDER holds the scripts of the peers, hf_train.py, hf_generate.py and rouge_speed.py, each of which prints a line of
JSON last; PYTHON is an interpreter with torch, transformers, rouge_score and ctranslate2. This script itself needs
the standard library alone. The table replaces what stands in the file between two marks, or follows its end.
"""
import argparse
import datetime
import json
import os
import platform
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import zipfile

BEGIN, END = "<!-- written by benchmarks/compare/compare.py -->", "<!-- until here -->"
HERE = os.path.dirname(os.path.abspath(__file__))

p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("--jar", required=True, help="the benchmarks of this project")
p.add_argument("--peers", required=True, help="the folder of the peers' scripts")
p.add_argument("--python", default=sys.executable, help="the interpreter of the peers")
p.add_argument("--java", default="java")
p.add_argument("--into", help="the Markdown file to write to; without it the table is printed")
p.add_argument("--runs", type=int, default=3, help="of each, alternately")
p.add_argument("--threads", type=int, default=os.cpu_count())
p.add_argument("--only", default="", help="a part of the names of the comparisons to make")
p.add_argument("--training", default="4x512+64", help="examples of a step: rows x source + target tokens")
p.add_argument("--articles", type=int, default=8)
p.add_argument("--source", type=int, default=512)
p.add_argument("--new", type=int, default=64, help="tokens of every summary")
p.add_argument("--pairs", type=int, default=2000, help="of texts for ROUGE; this project's benchmark has 2000")
a = p.parse_args()


class Contender:
    """Something that is measured: a command, and how its output gives the figure."""

    def __init__(self, name, command, figure):
        self.name, self.command, self.figure, self.figures = name, command, figure, []

    def run(self):
        self.figures.append(self.figure(self.command))


class Comparison:
    """The same work by this project, which comes first, and by others."""

    def __init__(self, name, unit, larger_is_better, contenders):
        self.name, self.unit, self.larger_is_better, self.contenders = name, unit, larger_is_better, contenders

    def ratio(self, contender):
        """How many times as fast this project is."""
        ours, theirs = (statistics.median(c.figures) for c in (self.contenders[0], contender))
        return ours / theirs if self.larger_is_better else theirs / ours

    def rows(self):
        for c in self.contenders:
            ratio = "" if c is self.contenders[0] else f"{self.ratio(c):.2f}"
            yield [self.name if not ratio else "", c.name, number(statistics.median(c.figures)) + " " + self.unit,
                   number(min(c.figures)) + " to " + number(max(c.figures)), ratio]


def number(x):
    return f"{x:.3g}" if x < 1000 else f"{x:.0f}"


def output(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"{shlex.join(command)}\nfailed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def ours(name, benchmark, parameters, figure, arguments=()):
    settings = [x for key, value in parameters.items() for x in ("-p", f"{key}={value}")]
    command = [a.java, "-jar", a.jar, benchmark, *settings, *arguments,
               "-jvmArgsAppend", f"-XX:ActiveProcessorCount={a.threads} -XX:MaxDirectMemorySize=64g"]

    def run(command):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "result.json")
            output(command + ["-rf", "json", "-rff", file])
            with open(file, encoding="utf-8") as results:
                return figure(json.load(results)[0]["primaryMetric"]["score"])

    return Contender(name, command, run)


def peer(name, script, arguments, key):
    command = [a.python, script] + [str(x) for x in arguments]
    return Contender(name, command, lambda c: json.loads(output(c).strip().splitlines()[-1])[key])


def peers_script(name):
    return os.path.join(a.peers, name)


def training():
    rows, source, target = re.fullmatch(r"(\d+)x(\d+)\+(\d+)", a.training).groups()
    return Comparison(
        f"optimizer step of t5-small, {rows} examples of {source} + {target} tokens, float32, AdamW", "s", False, [
            ours("this project", r"TrainingStepBenchmark\.", {"work": a.training, "peakTflops": 1},
                 lambda calls_per_second: 1 / calls_per_second, ["-wi", "1", "-i", "3"]),
            peer("PyTorch, transformers", peers_script("hf_train.py"),
                 ["--batch", rows, "--source", source, "--target", target, "--dtype", "fp32", "--threads", a.threads,
                  "--warmup", 2, "--steps", 5], "seconds_per_step")])


def generation(beams):
    work = ["--batch", a.articles, "--source", a.source, "--new", a.new, "--beams", beams, "--threads", a.threads]
    ct2 = os.path.join(HERE, "ct2_generate.py")
    return Comparison(
        f"{a.articles} summaries of exactly {a.new} tokens by t5-small of {a.source} tokens, "
        + ("greedy" if beams == 1 else f"{beams} beams"), "s", False, [
            ours("this project, float32", r"GenerationBenchmark\.",
                 {"batch": a.articles, "source": a.source, "target": a.new, "beams": beams},
                 lambda milliseconds: milliseconds / 1000, ["-wi", "1", "-i", "3"]),
            peer("PyTorch, transformers, float32", peers_script("hf_generate.py"), work, "seconds"),
            peer("CTranslate2, float32", ct2, work + ["--compute", "float32"], "seconds"),
            peer("CTranslate2, int8", ct2, work + ["--compute", "int8"], "seconds")])


def rouge():
    return Comparison("ROUGE-1, -2, -L, -Lsum of pairs of 60 words, stemmed, on one thread", "pairs/s", True, [
        ours("this project", r"RougeBenchmark\.oneThread", {}, lambda pairs_per_second: pairs_per_second,
             ["-wi", "2", "-i", "3"]),
        peer("rouge_score", peers_script("rouge_speed.py"), ["--pairs", a.pairs], "pairs_per_second")])


def machine():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            processor = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        processor = platform.processor() or platform.machine()
    java = subprocess.run([a.java, "-version"], stderr=subprocess.PIPE, text=True).stderr.splitlines()
    jdk = next((line for line in java if "Runtime" in line), java[0])
    with zipfile.ZipFile(a.jar) as jar:
        properties = jar.read("META-INF/maven/io.summarizer/summarizer-core/pom.properties").decode()
    runtime = re.search(r"ONNX Runtime \S+", output([a.java, "-cp", a.jar, "io.summarizer.benchmarks.Versions"]))
    modules = ["torch", "transformers", "ctranslate2", "rouge_score"]
    found = "from importlib.metadata import version\n" + "".join(
        f"print('{m}', version('{m}'), end=', ')\n" for m in modules)
    return [f"- processor: {processor}, {os.cpu_count()} logical processors, of which {a.threads} were used",
            f"- system: {platform.system()} {platform.release()}, {platform.machine()}",
            f"- Java: {jdk.strip()}",
            f"- this project {re.search('version=(.*)', properties).group(1).strip()} on {runtime.group(0)}",
            f"- peers: {output([a.python, '-c', found]).strip().rstrip(',')}; Python {python_version()}"]


def python_version():
    return output([a.python, "-c", "import platform; print(platform.python_version())"]).strip()


def shown(command):
    """A command as on any machine."""
    names = {a.java: "java", a.jar: "benchmarks.jar", a.python: "python"}
    words = [names.get(word, word).replace(a.peers.rstrip("/") + "/", "PEERS/").replace(HERE + "/", "compare/")
             for word in command]
    return shlex.join(words)


def table(comparisons):
    lines = [f"Measured on {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}, {a.runs} runs of each, one after"
             " the other in turns; the table has their medians, the range of all, and how many times as fast this"
             " project is.", "", *machine(), "", "| work | by | median | range | ratio |", "| --- | --- | --- | --- | --- |"]
    lines += ["| " + " | ".join(row) + " |" for comparison in comparisons for row in comparison.rows()]
    lines += ["", "The commands:", ""]
    lines += ["    " + shown(c.command) for comparison in comparisons for c in comparison.contenders]
    return "\n".join(lines) + "\n"


def write(text):
    if not a.into:
        print(text)
        return
    old = ""
    if os.path.exists(a.into):
        with open(a.into, encoding="utf-8") as file:
            old = file.read()
    if BEGIN not in old:
        old += f"\n{BEGIN}\n{END}\n"
    start, end = old.index(BEGIN) + len(BEGIN), old.index(END)
    with open(a.into, "w", encoding="utf-8") as file:
        file.write(old[:start] + "\n" + text + old[end:])


comparisons = [c for c in (training(), generation(1), generation(4), rouge()) if a.only in c.name]
for run in range(a.runs):
    for comparison in comparisons:
        for contender in comparison.contenders:
            contender.run()
            print(f"run {run + 1}: {comparison.name}: {contender.name}: {number(contender.figures[-1])}"
                  f" {comparison.unit}", file=sys.stderr)
write(table(comparisons))
