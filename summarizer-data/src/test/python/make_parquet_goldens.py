"""Writes Parquet files by pyarrow and the rows that must be read from them.

    pip install pyarrow==26.0.1
    python src/test/python/make_parquet_goldens.py src/test/resources/io/summarizer/data/parquet

TABLE-VARIANT.parquet  the table in one of the format's many forms
TABLE.jsonl            its rows as examples: id, article, highlights, each a string, and references,
                       what a list of highlights has besides its first text, if anything

All texts are our own.
"""

import json
import pathlib
import sys

import pyarrow as pa
import pyarrow.parquet as pq

SENTENCES = [
    "The ferry to the island was late again on Monday.",
    "Its captain blamed a \"stubborn\" engine, and then the fog.",
    "Fünf Gäste aßen Käsekuchen für 3 € — alle zufrieden.",
    "東京の夜は静かだった。",
    "A dog 🐕 waited at the pier; nobody knew whose it was.",
    "First line\nsecond line\r\nthird\tline.",
    "",
    "NUL \u0000, a line separator \u2028 and a private character \U0010fffd.",
    "Tickets cost 4.50, as they did last year, and the year before.",
    "The harbour office said it would look into the matter.",
]


def article(i):
    return " ".join(SENTENCES[(i * j + i) % len(SENTENCES)] for j in range(1, 2 + i % 9))


def summary(i):
    return SENTENCES[(3 * i + 1) % len(SENTENCES)]


ROWS = range(1, 25)
NEWS = pa.table({
    "id": [f"news-{i:04d}" for i in ROWS],
    "article": [article(i) for i in ROWS],
    "highlights": [summary(i) for i in ROWS],
})


def rows(table):
    """The rows as examples."""
    for number, row in enumerate(table.to_pylist(), 1):
        highlights = row["highlights"]
        references = []
        if isinstance(highlights, list):
            texts = [text for text in highlights if text is not None]
            highlights = texts[0] if texts else None
            references = [text for text in texts[1:] if text.strip()]
        identifier = row.get("id")
        identifier = "" if identifier is None else str(identifier)
        yield {
            "id": identifier if identifier.strip() else str(number),
            "article": row["article"] or "",
            "highlights": highlights or "",
            **({"references": references} if references else {}),
        }


def tables():
    news = list(zip(ROWS, NEWS["article"].to_pylist(), NEWS["highlights"].to_pylist()))
    yield "news", NEWS, {
        "uncompressed": {"compression": "none"},
        "snappy": {"compression": "snappy"},
        "gzip": {"compression": "gzip"},
        "zstd": {"compression": "zstd"},
        "lz4": {"compression": "lz4"},
        "snappy-v2": {"compression": "snappy", "data_page_version": "2.0"},
        "zstd-v2": {"compression": "zstd", "data_page_version": "2.0"},
        "plain": {"use_dictionary": False},
        "plain-v2": {"use_dictionary": False, "data_page_version": "2.0", "compression": "none"},
        "delta": {"use_dictionary": False, "column_encoding": "DELTA_BYTE_ARRAY"},
        "delta-length": {"use_dictionary": False, "column_encoding": "DELTA_LENGTH_BYTE_ARRAY",
                         "data_page_version": "2.0"},
        "dictionary-overflow": {"dictionary_pagesize_limit": 600, "write_batch_size": 4},
        "row-groups": {"row_group_size": 7, "write_statistics": False},
        "small-pages": {"data_page_size": 64, "write_batch_size": 3, "use_dictionary": False,
                        "write_statistics": False},
        "small-pages-v2": {"data_page_size": 64, "write_batch_size": 3, "data_page_version": "2.0",
                           "row_group_size": 11, "write_statistics": False},
        "checksums": {"write_page_checksum": True, "row_group_size": 20},
        "page-index": {"write_page_index": True, "write_batch_size": 10, "data_page_size": 64},
        "version-1": {"version": "1.0"},
    }

    required = pa.schema([pa.field(name, pa.string(), nullable=False) for name in NEWS.column_names])
    large = pa.schema([(name, pa.large_string()) for name in NEWS.column_names])
    view = pa.schema([(name, pa.string_view()) for name in NEWS.column_names])
    for variant, schema in {"required": required, "large-string": large, "view": view}.items():
        yield "news", NEWS.cast(schema), {variant: {}}
    dictionary = NEWS.set_column(2, "highlights", NEWS["highlights"].dictionary_encode())
    yield "news", dictionary, {"arrow-dictionary": {}}
    binary = pa.schema([(name, pa.binary()) for name in NEWS.column_names])
    yield "news", NEWS.cast(binary), {"unmarked": {"store_schema": False}}

    beside = NEWS
    for name, column in {
        "score": pa.array([i / 7 for i in ROWS]),
        "meta": pa.array([{"url": f"u{i}", "tags": ["a"] * (i % 3)} for i in ROWS]),
        "when": pa.array([i * 1000 for i in ROWS], pa.timestamp("ms")),
    }.items():
        beside = beside.add_column(0, name, column)
    yield "news", beside, {"other-columns": {}}

    for kind in ["int64", "int32", "uint64", "uint8"]:
        base = {"int64": -(2**62), "int32": -20, "uint64": 2**64 - 50, "uint8": 0}[kind]
        numbers = pa.array([base + i for i in ROWS], pa.type_for_alias(kind))
        forms = {"": {}}
        if kind in ("int64", "uint64"):
            forms["-delta"] = {
                "use_dictionary": False, "column_encoding": {"id": "DELTA_BINARY_PACKED"}}
        ids = NEWS.set_column(0, "id", numbers).slice(0, 5)
        yield kind, ids, {"ids" + form: options for form, options in forms.items()}

    nulls = pa.table({
        "id": [None if i % 4 == 0 else " " if i % 4 == 1 else str(i * i) for i in ROWS],
        "article": [None if i % 3 == 0 else text for i, text, _ in news],
        "highlights": [None if i > 12 else text for i, _, text in news],
    })
    yield "nulls", nulls, {
        "default": {"row_group_size": 12},
        "v2": {"row_group_size": 12, "data_page_version": "2.0", "compression": "zstd"},
        "delta": {"use_dictionary": False, "column_encoding": "DELTA_LENGTH_BYTE_ARRAY"},
    }

    def references(i):
        if i % 10 == 3:
            return None
        return [None if (i + j) % 7 == 2 else summary(i + j) for j in range(i % 5)]

    lists = NEWS.set_column(2, "highlights", pa.array([references(i) for i in ROWS]))
    yield "lists", lists, {
        "default": {},
        "item": {"use_compliant_nested_type": False},
        "v2": {"data_page_version": "2.0", "row_group_size": 13},
        "small-pages": {"data_page_size": 32, "write_batch_size": 2, "row_group_size": 17,
                        "write_statistics": False},
    }

    yield "empty", NEWS.slice(0, 0), {"default": {}}


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, table, variants in tables():
        with open(folder / f"{name}.jsonl", "w", encoding="utf-8", newline="\n") as out:
            for row in rows(NEWS if name == "news" else table):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        for variant, options in variants.items():
            pq.write_table(table, folder / f"{name}-{variant}.parquet", **options)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
