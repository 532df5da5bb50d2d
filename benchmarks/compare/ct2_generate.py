"""Summaries per second of CTranslate2 with a T5 of t5-small's shape and random weights, on random words.

A yardstick like a Hugging Face script of the same name: prints one line of JSON. Needs ctranslate2, transformers, torch.
"""
import argparse
import json
import os
import random
import statistics
import tempfile
import time

import ctranslate2
import torch
from ctranslate2.converters import TransformersConverter
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, T5Config, T5ForConditionalGeneration

p = argparse.ArgumentParser()
p.add_argument("--batch", type=int, default=8)
p.add_argument("--source", type=int, default=512)
p.add_argument("--new", type=int, default=64, help="tokens generated for every summary, exactly")
p.add_argument("--beams", type=int, default=4)
p.add_argument("--compute", default="float32", choices=["float32", "int8", "float16", "bfloat16"])
p.add_argument("--device", default="cpu")
p.add_argument("--threads", type=int, default=2)
p.add_argument("--runs", type=int, default=3)
a = p.parse_args()

VOCABULARY = 32128
words = ["<pad>", "</s>", "<unk>"] + [f"word{i}" for i in range(VOCABULARY - 3)]


def checkpoint(folder):
    torch.manual_seed(0)
    T5ForConditionalGeneration(T5Config(
        vocab_size=VOCABULARY, d_model=512, d_kv=64, d_ff=2048, num_layers=6, num_heads=8,
        decoder_start_token_id=0, pad_token_id=0, eos_token_id=1)).save_pretrained(folder)
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>").save_pretrained(folder)


with tempfile.TemporaryDirectory() as folder:
    model, converted = os.path.join(folder, "model"), os.path.join(folder, "converted")
    checkpoint(model)
    TransformersConverter(model).convert(converted, quantization=a.compute)
    translator = ctranslate2.Translator(
        converted, device=a.device, compute_type=a.compute, inter_threads=1, intra_threads=a.threads)
    rng = random.Random(0)
    articles = [[rng.choice(words[3:]) for _ in range(a.source - 1)] + ["</s>"] for _ in range(a.batch)]
    options = dict(min_decoding_length=a.new, max_decoding_length=a.new, beam_size=a.beams, max_batch_size=0)
    if a.beams > 1:
        options.update(length_penalty=2.0, no_repeat_ngram_size=3)
    times = []
    for i in range(a.runs + 1):
        t = time.perf_counter()
        results = translator.translate_batch(articles, **options)
        if i:
            times.append(time.perf_counter() - t)
    lengths = {len(result.hypotheses[0]) for result in results}
    if lengths != {a.new}:
        raise SystemExit(f"expected {a.new} tokens for every summary, got {sorted(lengths)}")
median = statistics.median(times)
print(json.dumps(dict(vars(a), seconds=median, summaries_per_second=a.batch / median,
                      tokens_per_second=a.batch * a.new / median, ctranslate2=ctranslate2.__version__)))
