"""Runs Hugging Face's EarlyStoppingCallback on random metrics.

A line for each case: the metric's direction, patience, threshold, the values of the evaluations,
after which of them (counted from 1) the run stops, or 0, and which of them is the best, or 0.

    python make_early_stopping_golden.py > ../resources/io/summarizer/train/early_stopping.tsv
"""

import random
import types

from transformers import EarlyStoppingCallback, Trainer, TrainerControl, TrainerState


def case(greater, patience, threshold, values):
    callback = EarlyStoppingCallback(patience, threshold)
    args = types.SimpleNamespace(
        greater_is_better=greater, metric_for_best_model="m", save_strategy="steps"
    )
    state, control = TrainerState(), TrainerControl()
    trainer = types.SimpleNamespace(args=args, state=state)
    for i, value in enumerate(values):
        state.global_step = i + 1
        metrics = {"eval_m": value}
        callback.on_evaluate(args, state, control, metrics)
        Trainer._determine_best_metric(trainer, metrics, None)
        if control.should_training_stop:
            return i + 1, state.best_global_step or 0
    return 0, state.best_global_step or 0


def main():
    random.seed(7)
    print("higher_is_better\tpatience\tthreshold\tvalues\tstops_after\tbest")
    for number in range(120):
        greater = number % 2 == 0
        patience = random.randint(1, 4)
        threshold = random.choice([0.0, 0.0, 0.1, 0.25])
        # Tenths tie often, and their differences are not exact, which shows the order of operations.
        values = [random.randint(0, 9) / 10 for _ in range(random.randint(1, 12))]
        if number % 5 == 0:
            values[random.randrange(len(values))] = float("nan")
        stops, best = case(greater, patience, threshold, values)
        print(
            str(greater).lower(), patience, threshold, ",".join(map(repr, values)), stops, best,
            sep="\t",
        )


main()
