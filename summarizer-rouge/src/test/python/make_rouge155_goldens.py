"""Writes the goldens of the ROUGE_155 profile: what ROUGE-1.5.5.pl prints, and its stems.

    pip install rouge-score==0.1.2 nltk==3.10.4
    python src/test/python/make_rouge155_goldens.py PATH/TO/ROUGE-1.5.5.pl \\
        src/test/resources/io/summarizer/rouge

ROUGE-1.5.5.pl is run, and is no part of this project. It needs perl with DB_File; XML::DOM, which
it loads but does not call here, is replaced by an empty module, and the WordNet exceptions by an
empty list.

rouge155_pairs.tsv   formula A or B, generated, for each of the types below precision, recall, F1
                     without stemming, then the same with stemming; then one or more references.
                     ROUGE-W is empty where a reference has no token, on which the program fails,
                     and with formula B, which ROUGE_155 does not follow for ROUGE-W.
rouge155_means.tsv   stemming, type, precision, recall, F1 over all pairs of formula A: there the
                     mean of the means of 1,000 resamples
rouge155_stems.tsv   word, stem

Types: rouge1 to rouge4, rougeLsum (there ROUGE-L), rougeW1.2, rougeS0, rougeS4, rougeS*, rougeSU4,
rougeSU*.
In texts, backslashes and characters that do not print stand as \\uXXXX.
All texts and words are our own or drawn by a seeded generator.
"""

import pathlib
import random
import re
import subprocess
import sys
import tempfile

from make_rouge_goldens import TRICKY_WORDS, WRITTEN_PAIRS, escape, word, write

TYPES = {
    "rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rouge3": "ROUGE-3", "rouge4": "ROUGE-4",
    "rougeLsum": "ROUGE-L", "rougeW1.2": "ROUGE-W-1.2",
    "rougeS0": "ROUGE-S0", "rougeS4": "ROUGE-S4", "rougeS*": "ROUGE-S*",
    "rougeSU4": "ROUGE-SU4", "rougeSU*": "ROUGE-SU*",
}
EVALUATION = re.compile(r"X (\S+) Eval (\d+)\.X R:(\S+) P:(\S+) F:(\S+)")
AVERAGE = re.compile(r"X (\S+) Average_([RPF]): (\S+)")

# Characters that rouge_score lower-cases to ASCII letters and ROUGE-1.5.5 does not.
UNLIKE = "\u0130\u212a"

# (generated, references)
WRITTEN = [
    # Hyphens separate; a hyphen alone is no token.
    ("a well-known state-of-the-art method", ["a well known method of the state-of-art"]),
    ("- a - b - - c -", ["a b c", "-", "a-b-c"]),
    ("--", ["one-two"]),
    ("twenty-one -5 5- 1-2-3", ["twenty one 5 5 1 2 3"]),
    # Runs of matches, apart in one text and together in the other: ROUGE-W tells them apart.
    ("a b c d e f g", ["a b c d x y z"]),
    ("a b c d e f g", ["a x b y c z d"]),
    ("a x b y c z d", ["a b c d e f g"]),
    ("a b x c d", ["a b c d"]),
    ("a b\nc d", ["a b c d"]),
    ("a b c d", ["a b\nc d"]),
    ("a b c d", ["a b c d\na b c d"]),
    ("a b c d\na b c d", ["a b c d"]),
    ("a b c", ["a b c x\nx a b c\nb c y"]),
    ("c a b d\na b", ["a b c d\nc d a b\nd a"]),
    # Skip pairs that repeat.
    ("a a a a", ["a a"]),
    ("a b a b a b", ["b a b a"]),
    ("a b b a", ["a a b b", "b a a b"]),
    ("police killed the gunman", ["police kill the gunman", "the gunman kill police"]),
    # One and two tokens.
    ("a", ["a"]),
    ("a", ["a b"]),
    ("a b", ["b a"]),
    # Several references: of different lengths, equal, without tokens.
    ("the cat sat on the mat", ["the cat", "a dog sat on the mat near the cat and slept"]),
    ("the cat sat on the mat", ["the cat sat", "the cat sat", "on the mat"]),
    ("the cat sat on the mat", ["", "the cat sat on a mat"]),
    ("the cat sat on the mat", ["...", ""]),
    ("", ["one", "two three"]),
    (
        "Ministers agreed on a plan.\nThe plan costs two billion.",
        [
            "A plan that costs two billion was agreed on by ministers.",
            "Ministers agree.\nPlans cost billions.",
            "Two-billion plan agreed",
        ],
    ),
    # Words on which the original stemmer and its successors differ.
    ("skies are dying and ties lied", ["sky is die and tie lie"]),
    ("governmental basements in apartments", ["government basement apartment base govern"]),
    ("professional international elections", ["profession nation elect internation"]),
    ("geology apology theological", ["geolog apolog theology"]),
    ("enjoying conditionally hopefully", ["enjoi enjoyed condition hope hopeful"]),
]


def random_pairs(seed):
    """Generated texts that reuse, drop and reorder the words of one to three references."""
    rng = random.Random(seed)
    words = [w for w in TRICKY_WORDS if w.isalnum()]
    for i in range(215):
        few = rng.sample(words, rng.choice([3, 6, 12, 40]))
        sentences = rng.choice([1, 1, 1, 2, 3, 5])
        length = 90 if i % 50 == 0 else rng.choice([3, 8, 12])
        first = [[rng.choice(few) for _ in range(rng.randint(1, length))] for _ in range(sentences)]
        others = [altered(first, few, rng) for _ in range(rng.choice([0, 0, 0, 1, 2]))]
        generated = altered(first, few, rng)
        yield text(generated, rng), [text(t, rng) for t in [first, *others]]


def altered(sentences, words, rng):
    kept = rng.choice([0.2, 0.5, 0.8, 0.95])
    result = [[w if rng.random() < kept else rng.choice(words) for w in s if rng.random() < 0.95]
              for s in sentences]
    if rng.random() < 0.3:
        rng.shuffle(result)
    return result


def text(sentences, rng):
    space = rng.choice([" ", " ", " ", "-", ", ", " - ", "  ", " \u2014 ", "\u00e9"])
    return "\n".join(space.join(s).capitalize() + rng.choice([".", " .", "!", ""])
                     for s in sentences)


class Rouge155:
    """Runs the program in a folder of its own."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        (folder / "XML").mkdir()
        (folder / "XML/DOM.pm").write_text(
            "package XML::DOM; package XML::DOM::Parser; sub new { bless {}, shift } 1;")
        (folder / "smart_common_words.txt").write_text("")
        subprocess.run(
            ["perl", "-MDB_File", "-e",
             "tie my %none, 'DB_File', $ARGV[0], O_CREAT|O_RDWR, 0644, $DB_HASH or die $!",
             str(folder / "WordNet-2.0.exc.db")], check=True)

    def run(self, pairs, *options):
        """Scores by (name, place), and the averages by name, of each measure it prints."""
        lines = []
        for i, (generated, references) in enumerate(pairs):
            names = [f"{i}.{j}" for j in range(1 + len(references))]
            for name, content in zip(names, [generated, *references]):
                (self.folder / name).write_bytes(content.encode("utf-8"))
            lines.append(" ".join(names) + "\n")
        (self.folder / "list").write_text("".join(lines))
        output = subprocess.run(
            ["perl", f"-I{self.folder}", "-MXML::DOM", self.program, "-e", str(self.folder),
             "-z", "SPL", "-d", *options, "list"],
            cwd=self.folder, check=True, capture_output=True, text=True).stdout
        scores = {(name, int(place) - 1): [p, r, f]
                  for name, place, r, p, f in EVALUATION.findall(output)}
        averages = {(name, part): value for name, part, value in AVERAGE.findall(output)}
        return scores, {name: [averages[name, part] for part in "PRF"]
                        for name, _ in averages}

    def measure(self, pairs, formula, stemming):
        common = ["-f", formula, *(["-m"] if stemming else [])]
        scores, averages = self.run(pairs, "-n", "4", "-2", "4", "-U", *common)
        for gap in ["0", "-1"]:
            more, more_averages = self.run(pairs, "-x", "-2", gap, "-U", *common)
            scores.update(more)
            averages.update(more_averages)
        if formula == "A":
            # The program divides by zero where a reference is empty.
            places = [i for i, (_, references) in enumerate(pairs)
                      if all(re.search("[a-zA-Z0-9]", r) for r in references)]
            weighted, _ = self.run([pairs[i] for i in places], "-x", "-w", "1.2", *common)
            scores.update({(name, places[i]): value for (name, i), value in weighted.items()})
        return scores, averages

    def stems(self, words):
        """Loads the program's stemmer, which stands at its end, and nothing else of it."""
        return subprocess.run(
            ["perl", "-e",
             "open F, shift; local $/; $_ = <F>; s/.*?^(?=sub stem\\b)//ms; eval; die $@ if $@;"
             " initialise(); print map { stem($_) . \"\\n\" } split /\\n/, <STDIN>;", self.program],
            input="\n".join(words), check=True, capture_output=True, text=True).stdout.split()


def main(program, goldens):
    written = [(g, [r]) for g, r in WRITTEN_PAIRS if not any(c in g + r for c in UNLIKE)] + WRITTEN
    pairs = written + list(random_pairs(seed=155))
    by_formula = {"A": pairs, "B": [(g, rs) for g, rs in pairs if len(rs) > 1]}
    rows = []
    means = []
    with tempfile.TemporaryDirectory() as folder:
        rouge = Rouge155(str(pathlib.Path(program).resolve()), pathlib.Path(folder))
        for formula, some in by_formula.items():
            columns = [[] for _ in some]
            for stemming in (False, True):
                scores, averages = rouge.measure(some, formula, stemming)
                for i, column in enumerate(columns):
                    for name in TYPES.values():
                        column += scores.get((name, i), ["", "", ""])
                if formula == "A":
                    means += [[str(stemming).lower(), name, *averages[theirs]]
                              for name, theirs in TYPES.items() if theirs in averages]
            rows += [[formula, escape(g), *column, *map(escape, rs)]
                     for (g, rs), column in zip(some, columns)]
        write(goldens / "rouge155_pairs.tsv", rows)
        write(goldens / "rouge155_means.tsv", means)

        rng = random.Random(156)
        words = [w for w in TRICKY_WORDS if w.isalnum()] + [word(rng) for _ in range(3000)]
        words = sorted(set(words))
        write(goldens / "rouge155_stems.tsv", map(list, zip(words, rouge.stems(words), strict=True)))
    print(f"{len(rows)} rows, {len(by_formula['B'])} of formula B, {len(words)} words")


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
