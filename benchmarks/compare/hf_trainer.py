"""What `summarizer.jar fine-tune` does, by Hugging Face's Seq2SeqTrainer: same files, lengths, batch, optimizer.

Prints one line of JSON: seconds of the whole process, of training alone, and the validation loss as the mean over
label tokens (Trainer's own depends on the batch size).
"""
import time

START = time.perf_counter()
import argparse
import json

import torch
from transformers import (DataCollatorForSeq2Seq, PreTrainedTokenizerFast, Seq2SeqTrainer, Seq2SeqTrainingArguments,
                          T5ForConditionalGeneration)

p = argparse.ArgumentParser()
p.add_argument("--model", required=True, help="a directory that `init` made")
p.add_argument("--train", required=True, help="JSON Lines of article and highlights")
p.add_argument("--validation", required=True)
p.add_argument("--output", required=True)
p.add_argument("--steps", type=int, default=500)
p.add_argument("--batch-size", type=int, default=8)
p.add_argument("--learning-rate", type=float, default=1e-3)
p.add_argument("--weight-decay", type=float, default=0.01)
p.add_argument("--warmup-steps", type=int, default=50)
p.add_argument("--max-source-length", type=int, default=512)
p.add_argument("--max-target-length", type=int, default=64)
p.add_argument("--group-by-length", action="store_true")
p.add_argument("--threads", type=int, default=2)
a = p.parse_args()

torch.set_num_threads(a.threads)
tokenizer = PreTrainedTokenizerFast(
    tokenizer_file=a.model + "/tokenizer.json", pad_token="<pad>", eos_token="</s>", unk_token="<unk>")
model = T5ForConditionalGeneration.from_pretrained(a.model, dtype=torch.float32)


def rows(path):
    with open(path, encoding="utf-8") as lines:
        examples = [json.loads(line) for line in lines]
    sources = tokenizer(["summarize: " + e["article"] for e in examples], max_length=a.max_source_length,
                        truncation=True)
    targets = tokenizer([e["highlights"] for e in examples], max_length=a.max_target_length, truncation=True)
    return [dict(input_ids=s, attention_mask=m, labels=t)
            for s, m, t in zip(sources["input_ids"], sources["attention_mask"], targets["input_ids"])]


train, validation = rows(a.train), rows(a.validation)
collator = DataCollatorForSeq2Seq(tokenizer, model=model)
arguments = Seq2SeqTrainingArguments(
    output_dir=a.output, max_steps=a.steps, per_device_train_batch_size=a.batch_size, learning_rate=a.learning_rate,
    weight_decay=a.weight_decay, warmup_steps=a.warmup_steps, lr_scheduler_type="linear", max_grad_norm=1.0, seed=42,
    save_strategy="no", eval_strategy="no", logging_steps=10, report_to=[], use_cpu=True, disable_tqdm=True,
    train_sampling_strategy="group_by_length" if a.group_by_length else "random")
trainer = Seq2SeqTrainer(model=model, args=arguments, train_dataset=train, data_collator=collator)
before = time.perf_counter()
trainer.train()
trained = time.perf_counter() - before
trainer.save_model(a.output)

model.eval()
total, tokens = 0.0, 0
with torch.no_grad():
    for i in range(0, len(validation), a.batch_size):
        batch = collator(validation[i:i + a.batch_size])
        batch.pop("decoder_input_ids", None)
        count = int((batch["labels"] != -100).sum())
        total += model(**batch).loss.item() * count
        tokens += count
print(json.dumps(dict(vars(a), seconds=time.perf_counter() - START, training_seconds=trained,
                      validation_loss=total / tokens)))
