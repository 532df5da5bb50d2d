"""Writes small T5 checkpoints and what PyTorch computes from them: the goldens of T5GoldenTest.

    python make_t5_goldens.py ../resources/goldens

Made with torch 2.15.0 and transformers 5.23.0, float32 on the CPU, dropout off. The encoder is deeper than the
decoder (transformers 5.23 cannot generate when it is shallower), heads x d_kv differs from d_model, one source is
padded and one target is shorter.
"""
import json, pathlib, sys
import torch
from safetensors.torch import save_file
from transformers import T5Config, T5ForConditionalGeneration

VARIANTS = {
    "t5-v1.0": dict(feed_forward_proj="relu", tie_word_embeddings=True),
    "t5-v1.1": dict(feed_forward_proj="gated-gelu", tie_word_embeddings=False),
}
STEPS, LEARNING_RATE, DECAY = 5, 1e-3, 0.01


def make(out, seed, **variant):
    torch.manual_seed(seed)
    model = T5ForConditionalGeneration(T5Config(
        vocab_size=64, d_model=24, d_kv=10, d_ff=40, num_layers=3, num_decoder_layers=2, num_heads=3, dropout_rate=0.0,
        decoder_start_token_id=0, pad_token_id=0, eos_token_id=1, **variant))
    if not variant["tie_word_embeddings"]:  # transformers 5 ties on construction, whatever the flag says
        model.lm_head.weight = torch.nn.Parameter(torch.empty_like(model.shared.weight))
    with torch.no_grad():  # the default initialisation hides mistakes (tiny logits): spread the weights
        for name, w in model.named_parameters():
            if w.dim() == 1:
                w.copy_(1 + 0.1 * torch.randn_like(w))
            elif "shared" in name or "lm_head" in name:
                w.copy_(0.5 * torch.randn_like(w))
            else:
                w.copy_(torch.randn_like(w) * w.shape[-1] ** -0.5)
    model.save_pretrained(out)
    model.eval()

    source = torch.randint(2, 64, (3, 23))
    labels = torch.randint(2, 64, (3, 11))
    mask = torch.ones_like(source)
    mask[1, 17:] = 0
    source[1, 17:] = 0
    labels[2, 8:] = -100
    batch = dict(input_ids=source, attention_mask=mask, labels=labels)
    expected = dict(source=source.tolist(), source_lengths=mask.sum(1).tolist(), labels=labels.tolist())

    output = model(**batch)
    output.loss.backward()
    expected["loss"] = output.loss.item()
    expected["greedy"] = model.generate(
        input_ids=source, attention_mask=mask, max_new_tokens=12, do_sample=False).tolist()
    save_file({"logits": output.logits.detach().contiguous()}, out / "logits.safetensors")
    save_file({n: w.grad.contiguous() for n, w in model.named_parameters()}, out / "gradients.safetensors")
    model.zero_grad()

    # Trainer's groups: no decay for normalisations and for whatever has "bias" in its name
    undecayed = lambda n: "layer_norm" in n or "bias" in n
    optimizer = torch.optim.AdamW([
        dict(params=[w for n, w in model.named_parameters() if not undecayed(n)], weight_decay=DECAY),
        dict(params=[w for n, w in model.named_parameters() if undecayed(n)], weight_decay=0.0)], lr=LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: (STEPS - step) / STEPS)
    expected["steps"] = []
    for _ in range(STEPS):
        loss = model(**batch).loss
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0).item()
        expected["steps"].append(dict(loss=loss.item(), gradient_norm=norm, learning_rate=optimizer.param_groups[0]["lr"]))
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    save_file({n: w.detach().contiguous() for n, w in model.named_parameters()}, out / "trained.safetensors")
    (out / "expected.json").write_text(json.dumps(expected))


for seed, (name, variant) in enumerate(VARIANTS.items()):
    folder = pathlib.Path(sys.argv[1]) / name
    folder.mkdir(parents=True, exist_ok=True)
    make(folder, seed, **variant)
