"""Which amount speaks for a figure, said a second time: the measure that mart.pay is held against, and rows of the tests' own."""

import math


def spoken(**stated: float | None) -> dict[str, object]:
    """shown_as, shown_low and shown_high of a figure by what it states: point, median, mean, low, high; NaN is not stated."""
    held = {name: amount for name, amount in stated.items() if amount is not None and not math.isnan(amount)}
    for name in ("point", "median", "mean"):
        if name in held:
            return {"shown_as": name, "shown_low": held[name], "shown_high": held[name]}
    bounds = {"shown_low": held.get("low"), "shown_high": held.get("high")}
    return {"shown_as": None if held.keys().isdisjoint(("low", "high")) else "range", **bounds}
