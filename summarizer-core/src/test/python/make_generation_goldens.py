"""Writes small T5 checkpoints and what generate() makes of them: the goldens of GenerationGoldenTest.

    python make_generation_goldens.py ../resources/goldens

Made with torch 2.15.0 and transformers 5.23.0, float32 on the CPU. The weights are random, but the output head favours
the end token a little, so that summaries end at different steps. Scores are sequences_scores with beams; for greedy
search, which has none, the sum of the log-softmax of the raw logits at the tokens chosen, divided by their number.
"""
import json, pathlib, sys
import torch
from transformers import T5Config, T5ForConditionalGeneration

NEW = 16
LENGTHS = [23, 9, 17, 5, 23, 12]
VARIANTS = {  # with the end tokens, how much they are favoured, and a seed whose summaries end at many different steps
    "generation-v1.0": (dict(feed_forward_proj="relu", tie_word_embeddings=True), [1], 1.4, 0),
    "generation-v1.1": (dict(feed_forward_proj="gated-gelu", tie_word_embeddings=False), [1], 1.4, 18),
    "generation-ends": (dict(feed_forward_proj="relu", tie_word_embeddings=False), [1, 12, 33], 2.2, 15),
}
BEAMS = [
    dict(num_beams=k, early_stopping=early, length_penalty=penalty)
    for k in (2, 3, 4, 8) for early in (True, False, "never") for penalty in (0.6, 1.0, 2.0)]
OPTIONS = [
    dict(),
    dict(min_new_tokens=7),
    dict(no_repeat_ngram_size=1),
    dict(no_repeat_ngram_size=2),
    dict(no_repeat_ngram_size=3),
    dict(repetition_penalty=1.7),
    dict(repetition_penalty=0.8),
    dict(forced_bos_token_id=5),
    dict(bad_words_ids=[[7], [11], [13, 4], [20, 21, 22], [1]]),
    dict(no_repeat_ngram_size=2, min_new_tokens=5, repetition_penalty=1.3, forced_bos_token_id=9),
    *BEAMS,
    dict(num_beams=4, num_return_sequences=4),
    dict(num_beams=8, num_return_sequences=3, early_stopping=True, length_penalty=2.0),
    dict(num_beams=3, num_return_sequences=2, early_stopping="never", length_penalty=-0.5),
    dict(num_beams=4, length_penalty=0.0, early_stopping="never"),
    dict(num_beams=4, no_repeat_ngram_size=2),
    dict(num_beams=4, no_repeat_ngram_size=3, length_penalty=2.0, early_stopping=True, min_new_tokens=6),
    dict(num_beams=2, no_repeat_ngram_size=1),
    dict(num_beams=3, min_new_tokens=9),
    dict(num_beams=4, min_new_tokens=NEW),
    dict(num_beams=4, repetition_penalty=1.7, num_return_sequences=4),
    dict(num_beams=3, repetition_penalty=0.8, length_penalty=0.6),
    dict(num_beams=4, bad_words_ids=[[7], [11], [13, 4], [20, 21, 22]], num_return_sequences=2),
    dict(num_beams=4, forced_bos_token_id=5, num_return_sequences=4),
    dict(num_beams=2, forced_bos_token_id=9, early_stopping=True, length_penalty=2.0),
    dict(num_beams=8, no_repeat_ngram_size=2, repetition_penalty=1.2, min_new_tokens=4, forced_bos_token_id=30,
         bad_words_ids=[[2], [3, 5]], early_stopping=True, length_penalty=2.0, num_return_sequences=8),
    dict(num_beams=4, max_new_tokens=1),
    dict(num_beams=4, max_new_tokens=3, num_return_sequences=4),
    dict(max_new_tokens=1),
]

SAMPLING = [
    dict(top_k=0),
    dict(top_k=5),
    dict(top_k=0, top_p=0.7),
    dict(top_k=0, min_p=0.2),
    dict(top_k=0, temperature=0.6),
    dict(top_k=0, temperature=1.8, top_p=0.9),
    dict(top_k=12, temperature=1.5, top_p=0.8, min_p=0.05),
    dict(top_k=8, repetition_penalty=1.4, no_repeat_ngram_size=2, min_new_tokens=2, bad_words_ids=[[7], [0, 11]]),
]


def spread(model, ends, factor):
    """The default initialisation hides mistakes (tiny logits)."""
    with torch.no_grad():
        for name, w in model.named_parameters():
            if w.dim() == 1:
                w.copy_(1 + 0.1 * torch.randn_like(w))
            elif "shared" in name or "lm_head" in name:
                w.copy_(0.9 * torch.randn_like(w))
            else:
                w.copy_(1.6 * torch.randn_like(w) * w.shape[-1] ** -0.5)
        model.lm_head.weight[ends] *= factor


def generated(ids, ends):
    """Without the start token and without the padding after the end."""
    ids = ids[1:]
    return ids[:next((place + 1 for place, token in enumerate(ids) if token in ends), len(ids))]


def greedy_scores(out, options, ends):
    """Of greedy search; a forced first token counts as certain."""
    scores = []
    for row, ids in enumerate(generated(ids, ends) for ids in out.sequences.tolist()):
        log_p = [torch.log_softmax(out.logits[i][row], -1)[token].item() for i, token in enumerate(ids)]
        if "forced_bos_token_id" in options:
            log_p[0] = 0.0
        scores.append(sum(log_p) / len(ids))
    return scores


def make(folder, variant, ends, factor, seed):
    torch.manual_seed(seed)
    model = T5ForConditionalGeneration(T5Config(
        vocab_size=40, d_model=16, d_kv=6, d_ff=24, num_layers=2, num_decoder_layers=2, num_heads=3, dropout_rate=0.0,
        decoder_start_token_id=0, pad_token_id=0, eos_token_id=ends[0] if len(ends) == 1 else ends, **variant))
    if not variant["tie_word_embeddings"]:  # transformers 5 ties on construction, whatever the flag says
        model.lm_head.weight = torch.nn.Parameter(torch.empty_like(model.shared.weight))
    spread(model, ends, factor)
    model.save_pretrained(folder)
    model.eval()

    source = torch.zeros((len(LENGTHS), max(LENGTHS)), dtype=torch.long)
    mask = torch.zeros_like(source)
    for row, length in enumerate(LENGTHS):
        source[row, :length] = torch.randint(2, 40, (length,))
        source[row, length - 1] = ends[0]
        mask[row, :length] = 1
    cases = []
    for options in OPTIONS:
        options = dict(max_new_tokens=NEW, **options) if "max_new_tokens" not in options else options
        with torch.inference_mode():
            out = model.generate(
                input_ids=source, attention_mask=mask, do_sample=False, return_dict_in_generate=True, output_logits=True,
                output_scores=True,
                **options)
        beams = options.get("num_beams", 1) > 1
        scores = out.sequences_scores.tolist() if beams else greedy_scores(out, options, ends)
        cases.append(dict(options=options, ids=out.sequences.tolist(), scores=[round(s, 6) for s in scores]))
    samples = []
    for options in SAMPLING:  # what the first token is drawn from; the numbers drawn differ between libraries
        with torch.inference_mode():
            out = model.generate(
                input_ids=source, attention_mask=mask, do_sample=True, max_new_tokens=2, return_dict_in_generate=True,
                output_scores=True, **options)
        probabilities = [[round(p, 6) for p in row] for row in torch.softmax(out.scores[0], -1).tolist()]
        support = [row.isfinite().nonzero().flatten().tolist() for row in out.scores[0]]
        samples.append(dict(options=options, probabilities=probabilities, support=support))
    sources = [row[:length] for row, length in zip(source.tolist(), LENGTHS)]
    table = lambda rows: "[\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n]"
    (folder / "expected.json").write_text(
        f'{{"sources": {json.dumps(sources)},\n"cases": {table(cases)},\n"sampling": {table(samples)}}}\n')
    return cases


if __name__ == "__main__":
    for name, (variant, ends, factor, seed) in VARIANTS.items():
        folder = pathlib.Path(sys.argv[1]) / name
        folder.mkdir(parents=True, exist_ok=True)
        for case in make(folder, variant, ends, factor, seed):
            rows = [generated(row, ends) for row in case["ids"]]
            lengths = [len(row) if row[-1] in ends else "-" for row in rows]
            print(name, case["options"], lengths)
