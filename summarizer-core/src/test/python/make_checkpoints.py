"""Writes the tiny T5 checkpoints that the tests of io.summarizer.model read.

Run from summarizer-core, with torch 2.15, transformers 5.23 and safetensors 0.8:

    python src/test/python/make_checkpoints.py src/test/resources/io/summarizer/model

All three hold weights of the same rule, multiples of 1/16 below 4, which F16 and BF16 hold exactly: the
reader must return the same numbers from each. The rule is repeated in CheckpointTest.
"""
import json
import pathlib
import shutil
import sys

import torch
from transformers import T5Config, T5ForConditionalGeneration

out = pathlib.Path(sys.argv[1])


def model(feed_forward, untied):
    config = T5Config(
        vocab_size=24, d_model=6, d_kv=4, d_ff=10, num_layers=2, num_decoder_layers=1, num_heads=2,
        feed_forward_proj=feed_forward, tie_word_embeddings=not untied, decoder_start_token_id=0)
    result = T5ForConditionalGeneration(config)
    if untied:  # transformers 5 ties on construction, whatever the flag says
        result.lm_head.weight = torch.nn.Parameter(torch.empty_like(result.shared.weight))
    with torch.no_grad():
        for name, weight in result.named_parameters():
            index = torch.arange(weight.numel()) + len(name)
            weight.copy_((index % 127 - 63).reshape(weight.shape) / 16)
    return result


def save(name, result, dtype, **options):
    directory = out / name
    shutil.rmtree(directory, ignore_errors=True)
    result.to(dtype).save_pretrained(directory, **options)
    print(name, sorted((f.name, f.stat().st_size) for f in directory.iterdir()))


save("t5-f32", model("relu", untied=False), torch.float32)
save("t5-f16-sharded", model("relu", untied=False), torch.float16, max_shard_size="2KB")
save("t5-bf16-untied-sharded", model("gated-gelu", untied=True), torch.bfloat16, max_shard_size="2KB")

# What every parameter is called, in order, for the list that T5Parameters makes.
(out / "parameters.json").write_text(json.dumps(
    {key: [[n, list(w.shape)] for n, w in model(*arguments).named_parameters()]
     for key, arguments in {"relu-tied": ("relu", False), "gated-untied": ("gated-gelu", True)}.items()},
    indent=1))
