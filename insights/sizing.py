"""How many workers a program needs and what they cost: every formula of the worksheet, one function each, units in the names.

Shares and rates are percentages from 0 to 100. Costs follow the hours that the work needs, not the rounded-up heads.
"""

import math
from dataclasses import dataclass

from pipeline.constants import value


@dataclass(frozen=True)
class Program:
    """What a planner states of a program; the fields are the tables of ``sizing_inputs.toml``, with meaning, unit and source."""

    people_served: float
    contacts_per_person_per_month: float
    minutes_per_contact: float
    hours_per_worker_per_week: float
    direct_percent_of_work: float
    leave_percent_of_paid_time: float
    turnover_percent_per_year: float
    fringe_percent_of_wage: float
    training_hours_per_hire: float
    training_fee_usd_per_hire: float
    workers_per_supervisor: float
    supervisor_percent_of_wage: float


def contacts_per_year(program: Program) -> float:
    """All contacts with all people, in a year."""
    return program.people_served * program.contacts_per_person_per_month * float(value("months_a_year"))


def direct_hours_per_year(program: Program) -> float:
    """Hours spent with people."""
    return contacts_per_year(program) * program.minutes_per_contact / float(value("minutes_an_hour"))


def paid_hours_per_year(program: Program) -> float:
    """Hours that must be paid for those hours with people: the rest of the working time and paid leave come on top."""
    worked_hours = direct_hours_per_year(program) / (program.direct_percent_of_work / 100)
    return worked_hours / (1 - program.leave_percent_of_paid_time / 100)


def fte_needed(program: Program) -> float:
    """Full-time equivalents: paid hours over a full-time year."""
    return paid_hours_per_year(program) / float(value("hours_a_year"))


def heads_needed(program: Program) -> int:
    """Workers at the hours a week that each is paid for, rounded up: nobody hires a third of a person."""
    hours_per_worker_per_year = program.hours_per_worker_per_week * float(value("weeks_a_year"))
    return _rounded_up(paid_hours_per_year(program) / hours_per_worker_per_year)


def hires_per_year(program: Program) -> float:
    """Workers who leave in a year and are replaced, on average over the years; the first filling of the posts not included."""
    return heads_needed(program) * program.turnover_percent_per_year / 100


def supervisor_fte_needed(program: Program) -> float:
    """Full-time equivalents of supervisors."""
    return fte_needed(program) / program.workers_per_supervisor


def training_hours_per_year(program: Program) -> float:
    """Paid hours that new hires spend in training."""
    return hires_per_year(program) * program.training_hours_per_hire


def training_fees_usd_per_year(program: Program) -> float:
    """Fees for the training of new hires."""
    return hires_per_year(program) * program.training_fee_usd_per_hire


def wage_bill_usd_per_year(program: Program, wage_usd_per_hour: float) -> float:
    """Wages of workers, of new hires in training and of supervisors, with benefits and payroll taxes."""
    supervisor_hours = supervisor_fte_needed(program) * float(value("hours_a_year"))
    hours_at_a_workers_wage = (
        paid_hours_per_year(program)
        + training_hours_per_year(program)
        + supervisor_hours * program.supervisor_percent_of_wage / 100
    )
    return hours_at_a_workers_wage * wage_usd_per_hour * (1 + program.fringe_percent_of_wage / 100)


def staff_cost_usd_per_year(program: Program, wage_usd_per_hour: float) -> float:
    """The wage bill and the training fees; rooms, travel, phones and administration are not in it."""
    return wage_bill_usd_per_year(program, wage_usd_per_hour) + training_fees_usd_per_year(program)


def staff_cost_usd_per_person(program: Program, wage_usd_per_hour: float) -> float:
    """Staff cost in a year over the people served at a time; NaN when nobody is served."""
    if not program.people_served:
        return math.nan
    return staff_cost_usd_per_year(program, wage_usd_per_hour) / program.people_served


def _rounded_up(number: float) -> int:
    """The next whole number; a whole number that floating point missed by a hair stays itself."""
    return math.ceil(round(number, 9))
