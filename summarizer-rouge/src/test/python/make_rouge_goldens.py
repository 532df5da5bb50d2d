"""Writes the goldens of this module: scores by rouge_score, stems by NLTK.

    pip install rouge-score==0.1.2 nltk==3.10.4
    python src/test/python/make_rouge_goldens.py src/test/resources/io/summarizer/rouge

rouge_pairs.tsv       generated, reference, then precision, recall, F1 of rouge1, rouge2, rougeL,
                      rougeLsum without stemming, then the same twelve with stemming, or "=" where
                      stemming changes none of them
rouge_ngrams.tsv      generated, reference, then precision, recall, F1 of rouge3 to rouge9
rouge_references.tsv  generated, references separated by "|", then the twelve scores of score_multi
                      with stemming
rouge_intervals.tsv   F1 of a corpus (one row), then level and low, mid, high of its mean by the
                      mean of many runs of BootstrapAggregator
t5_pairs.tsv          generated, reference, then precision, recall, F1 of rouge1, rouge2, rougeLsum
                      as t5.evaluation.metrics prepares the texts
porter_stems.tsv      word, stem

In texts, backslashes and characters that do not print stand as \\uXXXX.
All texts and words are our own or drawn by a seeded generator.
"""

import pathlib
import random
import re
import sys

import numpy
from nltk.stem.porter import PorterStemmer
from rouge_score import rouge_scorer, scoring

TYPES = ["rouge1", "rouge2", "rougeL", "rougeLsum"]

# (generated, reference)
WRITTEN_PAIRS = [
    # Small enough to check by hand.
    ("one two three", "one two three"),
    ("one two", "one two three"),
    ("one two three", "one two"),
    ("three two one", "one two three"),
    ("one two three", "four five six"),
    ("one", "one"),
    ("one two", "one"),
    ("a a a a", "a a"),
    ("a b a b a b", "b a b a"),
    ("the the the cat", "the cat the cat"),
    # Empty, blank, punctuation only.
    ("", ""),
    ("", "one two"),
    ("one two", ""),
    ("...", "one two"),
    ("one two", "?! -- ;"),
    (" \t ", " \n\n "),
    ("\n\n\n", "one\ntwo"),
    # Newlines: order of sentences, blank lines, line ends of other systems.
    ("the cat sat\nthe dog ran", "the dog ran\nthe cat sat"),
    ("the cat sat\n\n\nthe dog ran\n", "\nthe cat sat\nthe dog ran"),
    ("the cat sat on the mat\nthe mat was red", "on the red mat sat the cat\nit was the cat"),
    ("first line\r\nsecond line\r\n", "second line\nfirst line"),
    ("one two\u2028three four\u0085five", "three four\none two five"),
    ("a b c\na b c\na b c", "a b c"),
    ("a b c", "a b c\na b c\na b c"),
    ("w1 w2 w3 w4 w5", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5"),
    ("w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5"),
    ("x a x b x c\ny a y b y c", "a b c x\nc b a y"),
    ("b a\nc b\na c", "a b c\nc b a"),
    ("tab\tseparated\tvalues", "values separated\tby tab"),
    ("back\\slash and \\n that is no newline", "slash back\\and n"),
    # Case, digits, apostrophes, hyphens, abbreviations.
    ("The CAT Sat On THE Mat.", "the cat sat on the mat"),
    ("It's a well-known fact: don't stop!", "its a well known fact dont stop"),
    ("In 2024, sales rose 3.5% to $1,200.50.", "Sales rose by 3.5 percent to 1200.50 in 2024"),
    ("covid19 b2b mp3 4x4 007", "COVID-19 B-2-B mp 3 4x4 7"),
    ("U.S. troops left the U.K. at 5 p.m.", "us troops left the uk at 5 pm"),
    ("snake_case and camelCase", "snake case and camel case"),
    ("http://example.org/a?b=c&d=e", "example org a b c d e"),
    # Other scripts, accents, characters whose lower case is ASCII, characters beyond 16 bits.
    ("猫はマットの上に座った。", "猫はマットの上に座った。"),
    ("Кошка сидела на ковре 12 раз", "Кошка 12 раз сидела на ковре"),
    ("Café déjà vu naïve façade", "cafe deja vu naive facade"),
    ("İstanbul and ISTANBUL and ıstanbul", "istanbul stanbul i"),
    ("300 \u212a and 5 \u212aelvin", "300 k and 5 kelvin"),
    ("ﬁne ﬂow ß ẞ Ⅳ ² ½ ①", "fine flow ss iv 2 12 1"),
    ("emoji 😀 between 👩‍👩‍👧 words", "emoji between words"),
    ("𝐛𝐨𝐥𝐝 plain", "bold plain"),
    ("zero\u200bwidth non\u00a0breaking soft\u00adhyphen", "zero width non breaking soft hyphen"),
    ("Ａｌｐｈａ １２３ alpha", "alpha 123"),
    ("one\u0000two\u007fthree", "one two three"),
    # Stemming: matches only with it, and words of up to three letters, which stay.
    ("the runners were running races happily", "the runner ran a race happy"),
    ("dying skies and national news innings", "die sky nation new inning"),
    ("proceeding exceedingly, successes succeed", "proceeds exceed success succeeded"),
    ("was as his its gas buses ties", "wa a hi it ga bus tie"),
    ("generalizations of relational conditionally", "general relate condition"),
    # News-like summaries.
    (
        "The city council approved a plan to plant ten thousand trees by 2030.\n"
        "Residents will choose the streets that get them first.",
        "Council votes to plant 10,000 trees before 2030 .\n"
        "Residents choose which streets come first .\n"
        "The plan costs four million dollars .",
    ),
    (
        "A ferry with 120 people aboard ran aground near the harbour on Monday. Nobody was hurt. "
        "Divers are checking the hull.",
        "Ferry carrying 120 passengers runs aground close to harbour .\nNo injuries reported .\n"
        "Hull is being checked by divers .",
    ),
    (
        "Researchers say the new battery charges in five minutes and lasts for ten years.",
        "New battery lasts ten years, researchers say .\nIt can be charged in only five minutes .",
    ),
    (
        "He scored twice.\nHe scored twice.\nHe scored twice.",
        "The striker scored twice in the second half .\nHe left the pitch injured .",
    ),
]

LETTERS = "abcdefghilmnoprstuvwy"
ENDINGS = [
    "", "s", "es", "ies", "sses", "ed", "ied", "eed", "ing", "y", "ly", "ational", "tional", "ency",
    "ance", "izer", "ably", "ally", "ently", "ely", "ously", "ization", "ation", "ator", "alism",
    "iveness", "fulness", "ousness", "ality", "ivity", "bility", "fully", "logy", "alli", "bli",
    "enci", "anci", "entli", "eli", "ousli", "aliti", "iviti", "biliti", "fulli", "logi", "icate",
    "ative", "alize", "icity", "iciti", "ical", "ful", "ness", "al", "ence", "er", "ic", "able",
    "ible", "ant", "ement", "ment", "ent", "sion", "tion", "ion", "ou", "ism", "ate", "iti", "ous",
    "ive", "ize", "e", "ll", "lle", "at", "bling", "ated", "izing", "yy", "ying", "yed",
]

# Words on which stemmers disagree, examples of Porter's paper, and forms NLTK treats apart.
TRICKY_WORDS = """
a i is as at be by my we us it i'm sky skies dying lying tying news innings inning outings outing
cannings canning howe proceed exceed succeed proceeds exceeds succeeds proceeded exceeding
succeeding die dies died lie lies lied tie ties tied vie vies vied pie pies pied hie hied ied ies
eed ing ed s ss sses y yy yyy yyyy yyyyy sly slyly fly flies flied flying spy spies spied spying try
tries tried trying cry cries cried dry dries dried pry pries fry fries enjoy enjoys enjoyed
enjoying enjoyment enjoyable play plays played playing player playful boy boys toy toys toyed say
says saying day days key keys buy buys buying by bye byes dye dyes dyed dyeing eye eyes eyed eying
caress caresses ponies cats feed agreed bled plastered motoring sing conflated troubled sized
hopping tanned falling hissing fizzed failing filing happy relational conditional rational valency
hesitancy digitizer conformably radically differently vilely analogously vietnamization predication
operator feudalism decisiveness hopefulness callousness formality sensitivity sensibility
triplicate formative formalize electricity electrical hopeful goodness revival allowance inference
airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption
homologou communism activate angularity homologous effective bowdlerize probate rate cease control
controll controlling roll rolling fully wholly dully really totally finally nationally rationally
conditionally emotionally intentionally usually equally locally ally allies rally rallied bally
tally sally dally annually thoughtfully carefully fulfil fulfill fulfilled fulfilling hopefully
geology geological theology theological philology archaeology analogy apology apologize logic logical
logically biology biologist psychology ideology technology trilogy ably nobly doubly humbly
possibly probably terribly visibly assembly assemblies assembled bubbly owed owing owes owe sawed
sewing mixed mixing boxed boxer taxed taxing played prayed key keyed obeyed obeying use used using
user uses useful useless ate eat eaten eats eating add added adding adder add odd oddly egg egged ebb
ebbed err erred erring ill iller inn inns all aloe ion ions iron ironed acre acres age aged ages
aging ace aced ape aped ice iced icing icy ivy use ease eased easily easy oasis orate ogre awe awed awful
abate create created creating creation creature species series serious mathematics mathematical
physics economics economy economic economically politics political politically policy policies
police policing probability probable ability abilities able university universities universe
universal organization organisation organize organized organizer civilization generalization
generalizations general generally generate generated generator generation oscillate oscillators
oscillation necessary necessarily necessity sky-high skiing ski skis skied taxi taxis gas gases
bus buses busses kiss kisses kissed class classes classy glass glasses focus focused focusing alias
aliases this thus his hers yes less lens bias news newsy pass passed passing press pressed miss
missed buzz buzzed buzzing fizz quiz quizzes quizzed fill filled fall fell tell telling toll tolled
poll polls polled bully bullied bullying yell yelled still stilled instill install installed
installation enroll enrolled enrollment excel excelled excellent excellence compel compelled
travel traveled travelled traveling traveller cancel cancelled canceling label labelled modelling
model level parallel begin beginning beginner run running runner stop stopped stopping hop hoped
hoping hopped plan planned plane planed rat rated rating bat bathe bathed bathing breathe breathing
singe singed singeing tinge bring king kings ring ringed wing thing things string strings spring
being seeing fleeing freeing agreeing agree agrees disagree need needed needing speed speeding
seed seeded bleed bleeding weed reed greed creed deed indeed hundred red shed sled bed bedded sped
wicked naked sacred kindred embed embedded biped moped imped tied untied belied allied hurried
hurry married carried carry worried worry studied study buried bury varied vary envied
relativity relative relatively activity active actively creativity captive captivity native nativity
sensational sensation international internationally national nation nationalism nationality
functional functionalism traditional tradition occasional optional options station stational
ration rations rational rationalize rationality ratio motional emotion
argument arguments argue argued arguing document documents element elements cement cemented comment
comments moment government governments governmental movement statement development settlement
ornament ornamental judgment judgement parliament parliamentary payment
department apartment employment basement agent agents student students different difference
differences indifferent confident confidence confidential president presidential resident
residence violent violence evidence evident science scientific scientist patience patient
presence present presents absence absent balance balanced chance dance dancer finance financial
importance important instance instant distance distant resistance resistant assistance assistant
attendance attendant significance significant
opinion opinions region religion religious union unions champion champions million billion version
versions mission missions session decision decisions action actions nation election elections
question questions fashion cushion onion lion scorpion union companion communion criterion
famous various obvious obviously previous previously curious curiosity generous generosity
dangerous nervous nervousness anxious anxiously religiousness gas-filled bayou caribou thou you
adulthood capitalism capitalist socialism racism racist tourism tourist terrorism terrorist prism
schism organism mechanism criticism criticise criticize optimism optimistic realism realistic
realise realize realized recognise recognize size seize seized prize apologise utilize advise advised
exercise surprise surprised surprisingly rise promise wise otherwise
abcdefghij 123 2024 1990s 20th 1st 3rd mp3s covid19 b2bs 4s 10s 80ies x1ed q8ing 7y 77y
""".split()


MARKS = [".", ",", "...", "?!", "--", ";", "'", '"', "(", ")", "/", "_", "*", "%", "$", "&", "#", "@"]
OTHER_SCRIPTS = [
    "猫", "座った", "新聞", "кошка", "ковёр", "γάτα", "قط", "बिल्ली", "고양이", "é", "naïve", "Zoë", "ß",
    "İ", "ı", "\u212a", "ﬁ", "Ⅳ", "²", "😀", "👩\u200d👧", "𝐛", "１２", "\u00ad", "\u200b", "\u0301",
    "\ufeff", "\u0000", "\u0085", "\u2028", "\u00a0",
]


def covering_pairs(seed):
    """Many pairs of each kind that could go wrong, the generated text made from the reference."""
    rng = random.Random(seed)
    kinds = [
        (40, nothing), (60, marks_only), (120, one_word), (250, few_words_repeated),
        (300, lines), (250, unicode_mix), (300, stemmed_words), (700, news_like),
    ]
    for count, kind in kinds:
        for _ in range(count):
            reference = kind(rng)
            generated = kind(rng) if rng.random() < 0.4 else edited(reference, rng)
            yield (generated, reference) if rng.random() < 0.5 else (reference, generated)
    for words in (400, 900, 1500):
        reference = lines(rng, most=words // 12, longest=24)
        yield edited(reference, rng), reference


def nothing(rng):
    return "".join(rng.choice(" \t\n\r") for _ in range(rng.randint(0, 3)))


def marks_only(rng):
    return " ".join(rng.choice(MARKS) for _ in range(rng.randint(1, 5)))


def one_word(rng):
    return rng.choice(["a", "the", "Cat", "cats", "running", "2024", "x1", "don't", word(rng)])


def few_words_repeated(rng):
    words = rng.choice([["a"], ["a", "b"], ["the", "cat", "sat"], ["go", "goes", "going", "gone"]])
    return " ".join(rng.choice(words) for _ in range(rng.randint(1, 14)))


def lines(rng, most=6, longest=9):
    words = [word(rng) for _ in range(30)] + ["the", "of", "and", "a"] * 3
    return "".join(
        " ".join(rng.choice(words) for _ in range(rng.randint(0, longest))) + rng.choice(
            ["\n", " .\n", "\n\n", "\r\n", ". "])
        for _ in range(rng.randint(1, most)))


def unicode_mix(rng):
    parts = OTHER_SCRIPTS + ["cat", "The", "mat", "x"] * 4
    return "".join(rng.choice(parts) + rng.choice([" ", "", " ", "\n"])
                   for _ in range(rng.randint(1, 12)))


def stemmed_words(rng):
    """Words of one family, which only the stemmer brings together."""
    return " ".join(rng.choice(TRICKY_WORDS) for _ in range(rng.randint(1, 4))) + " " + " ".join(
        rng.choice(["relat", "gener", "hope", "happ", "tr", "fl"]) + rng.choice(ENDINGS)
        for _ in range(rng.randint(1, 8)))


def news_like(rng):
    names = ["Ferry", "council", "minister", "storm", "bank", "police", "school", "team", "river"]
    verbs = ["closes", "closed", "opens", "opening", "finds", "found", "wins", "won", "warned"]
    rest = ["on Monday", "after 20 years", "in the north", "for $3.5m", "by 2030", "again", "-- again"]
    sentences = [
        f"{rng.choice(['The', 'A', ''])} {rng.choice(names)} {rng.choice(verbs)} "
        f"{rng.choice(['the', 'a', 'its'])} {rng.choice(names)} {rng.choice(rest)}{rng.choice(['.', ' .'])}"
        for _ in range(rng.randint(1, 4))]
    return rng.choice([" ", "\n"]).join(sentences)


def edited(text, rng):
    """The text with some words dropped, doubled, moved or changed; the white space stays."""
    parts = re.split(r"(\s+)", text)
    for _ in range(rng.randint(0, max(1, len(parts) // 3))):
        i = rng.randrange(len(parts))
        j = rng.randrange(len(parts))
        change = rng.randrange(4)
        if change == 0:
            parts[i] = ""
        elif change == 1:
            parts[i] = parts[i] + " " + parts[j]
        elif change == 2:
            parts[i], parts[j] = parts[j], parts[i]
        else:
            parts[i] = rng.choice([word(rng), parts[i].upper(), parts[i] + "s"])
    return "".join(parts)


def random_texts(seed):
    """Pairs of random words; the generated text reuses, drops and reorders reference words."""
    rng = random.Random(seed)
    words = [word(rng) for _ in range(80)]
    for sentences, length, kept in [
        (1, 5, 0.5), (1, 40, 0.3), (1, 300, 0.6), (2, 10, 0.5), (3, 15, 0.8), (3, 15, 0.2),
        (4, 25, 0.5), (5, 30, 0.7), (8, 12, 0.5), (12, 6, 0.9), (30, 8, 0.4), (60, 20, 0.5),
    ]:
        reference = [[rng.choice(words) for _ in range(rng.randint(1, length))]
                     for _ in range(sentences)]
        generated = [[w if rng.random() < kept else rng.choice(words) for w in sentence]
                     for sentence in reference]
        rng.shuffle(generated)
        yield join(generated, rng), join(reference, rng)


def join(sentences, rng):
    return "\n".join(" ".join(s).capitalize() + rng.choice([".", " .", "!", ""]) for s in sentences)


def word(rng):
    stem = "".join(rng.choice(LETTERS) for _ in range(rng.randint(1, 6)))
    return stem + rng.choice(ENDINGS)


def escape(text):
    """Backslashes and all that does not print, as \\uXXXX, so that the files stay plain lines."""
    return "".join(c if c.isprintable() and c != "\\" else f"\\u{ord(c):04x}" for c in text)


def write(path, rows):
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8", newline="\n")


def number(x):
    return repr(float(x)).removesuffix(".0")


def numbers(result, names):
    return [number(x) for name in names for x in
            (result[name].precision, result[name].recall, result[name].fmeasure)]


def pair_row(generated, reference):
    plain, stemmed = (
        numbers(rouge_scorer.RougeScorer(TYPES, use_stemmer=stemming)
                .score(target=reference, prediction=generated), TYPES)
        for stemming in (False, True))
    return [escape(generated), escape(reference), *plain, *(["="] if stemmed == plain else stemmed)]


def ngram_row(generated, reference):
    names = [f"rouge{n}" for n in range(3, 10)]
    result = rouge_scorer.RougeScorer(names).score(target=reference, prediction=generated)
    return [escape(generated), escape(reference), *numbers(result, names)]


def references_row(generated, references):
    scorer = rouge_scorer.RougeScorer(TYPES, use_stemmer=True)
    result = scorer.score_multi(targets=references, prediction=generated)
    return [escape(generated), "|".join(escape(r) for r in references), *numbers(result, TYPES)]


def t5_row(generated, reference):
    names = ["rouge1", "rouge2", "rougeLsum"]
    prepared = [text.replace(" . ", " .\n") for text in (reference, generated)]
    result = rouge_scorer.RougeScorer(names).score(*prepared)
    return [escape(generated), escape(reference), *numbers(result, names)]


def several_references(seed):
    rng = random.Random(seed)
    for kind in (few_words_repeated, lines, news_like, stemmed_words, one_word, unicode_mix):
        for _ in range(50):
            first = kind(rng)
            others = [edited(first, rng) for _ in range(rng.randint(1, 4))]
            references = [t.replace("|", " ") for t in [first, *others, *others[:1]]]
            rng.shuffle(references)
            yield edited(first, rng), references


def interval_rows(seed):
    """BootstrapAggregator draws without a seed; the mean of many runs is its expectation."""
    rng = random.Random(seed)
    f1 = [round(rng.betavariate(2, 4), 4) for _ in range(200)]
    yield [number(x) for x in f1]
    numpy.random.seed(seed)
    for level in (0.5, 0.9, 0.95, 0.99):
        runs = []
        for _ in range(200):
            aggregator = scoring.BootstrapAggregator(confidence_interval=level, n_samples=1000)
            for x in f1:
                aggregator.add_scores({"rouge1": scoring.Score(x, x, x)})
            result = aggregator.aggregate()["rouge1"]
            runs.append([part.fmeasure for part in (result.low, result.mid, result.high)])
        yield [number(level), *(f"{x:.6f}" for x in numpy.mean(runs, axis=0))]


def main(folder):
    pairs = WRITTEN_PAIRS + list(random_texts(seed=20)) + list(covering_pairs(seed=22))
    write(folder / "rouge_pairs.tsv", [pair_row(g, r) for g, r in pairs])
    some = pairs[:70] + pairs[70::10]
    write(folder / "rouge_ngrams.tsv", [ngram_row(g, r) for g, r in some])
    write(folder / "t5_pairs.tsv", [t5_row(g, r) for g, r in some])
    write(folder / "rouge_references.tsv",
          [references_row(g, r) for g, r in several_references(seed=23)])
    write(folder / "rouge_intervals.tsv", interval_rows(seed=24))

    rng = random.Random(21)
    words = list(dict.fromkeys(TRICKY_WORDS))
    made_up = set()
    while len(made_up) < 3000:
        made_up.add(word(rng))
    stemmer = PorterStemmer()
    write(folder / "porter_stems.tsv",
          [[w, stemmer.stem(w)] for w in words + sorted(made_up - set(words))])
    print(f"{len(pairs)} pairs, {len(words)} tricky words, {len(made_up)} made-up words")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
