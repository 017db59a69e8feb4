"""How is base pay put into words, with every figure as the facts give it?"""

from credtrack.sample.compose_bank import words
from credtrack.sample.compose_dice import Dice
from credtrack.sample.compose_scene import Scene
from nlp.shapes import Pay

SMALL_UNITS = frozenset({"hour", "item"})
UNIT_LEFT_OUT = 0.06
TELLING_HOURLY = (12.0, 150.0)
TELLING_YEARLY = 20_000.0


def pay_sentence(scene: Scene, dice: Dice) -> str | None:
    """Say base pay in one sentence; None where the text is to be silent about pay."""
    pay = scene.opening.pay
    if pay is None or not scene.opening.pay_is_written:
        return scene.say(dice, "pay.silent.lines") if dice.chance(0.3) else None
    key, figures = _figures(scene, pay, dice)
    return scene.say(dice, key, {"pay": figures})


def _figures(scene: Scene, pay: Pay, dice: Dice) -> tuple[str, str]:
    unit = _unit(pay, dice)
    manner = dice.pick(("plain", "plain", "plain", "short", "usd", "long"))
    match pay.low, pay.high:
        case None, float() | int() as high:
            return "pay.up_to.lines", money(high, pay.unit, manner) + unit
        case float() | int() as low, None:
            return "pay.from.lines", money(low, pay.unit, manner) + unit
        case low, high if low == high and low is not None:
            return "pay.one.lines", money(low, pay.unit, manner) + unit
    least, most = (money(bound or 0, pay.unit, manner) for bound in (pay.low, pay.high))
    key = "pay.federal.lines" if scene.is_federal else "pay.range.lines"
    join = dice.pick(words("money", "join")["range"])
    return key, join.format(low=least, high=most, unit=unit)


def _unit(pay: Pay, dice: Dice) -> str:
    if dice.chance(UNIT_LEFT_OUT) and _size_tells(pay):
        return ""
    return dice.pick(words("money", "unit")[pay.unit])


def _size_tells(pay: Pay) -> bool:
    """Whether nobody would mistake the unit of the bare figures."""
    bounds = [bound for bound in (pay.low, pay.high) if bound is not None]
    if pay.unit == "hour":
        return all(TELLING_HOURLY[0] <= bound <= TELLING_HOURLY[1] for bound in bounds)
    return pay.unit == "year" and all(bound >= TELLING_YEARLY for bound in bounds)


def money(amount: float, unit: str, manner: str) -> str:
    """Write the amount in dollars: "$27.80", "$58K", "USD 61,500.00" and the like; no figure is rounded."""
    sign = "USD " if manner == "usd" else "$"
    is_whole = amount == int(amount)
    if round(amount, 2) != amount:
        return f"{sign}{amount:,g}" if amount < 1 else f"{sign}{amount:,.4f}".rstrip("0")
    if unit in SMALL_UNITS:
        return f"{sign}{amount:.0f}" if is_whole and manner == "short" else f"{sign}{amount:,.2f}"
    if manner == "short" and unit == "year" and amount % 1000 == 0:
        return f"{sign}{amount / 1000:.0f}K"
    return f"{sign}{amount:,.0f}" if is_whole and manner != "long" else f"{sign}{amount:,.2f}"
