"""Equal values that answer one question."""

from collections.abc import Callable

Lines = Callable[..., list[str]]


def test_a_rare_sum_is_one_whatever_stands_around_it(lines: Lines) -> None:
    """Two reports of one deal that both have 45 million pounds mean one sum, however differently they put it."""
    found = lines(
        "Kestrel Foods will buy Marlow Bakeries, the firms said on Monday. They expect to save £45m by 2028.",
        "Kestrel Foods is to take over Marlow Bakeries, it was announced on Monday. A forecast put savings of "
        "45 million pounds on the table.",
    )
    assert any(
        "quantity" in f and "£45m" in f and "45 million pounds" in f and f.startswith("agreement")
        for f in found
    )


def test_one_clock_time_of_one_incident_is_an_agreement(lines: Lines) -> None:
    """A clock time to the minute that both reports give is listed once, with an anchor in each."""
    found = lines(
        "A man was shot in Corrin on Tuesday. Officers were sent to Vale Street at 10:42 p.m.",
        "A man was shot in Corrin on Tuesday. The first call from Vale Street came at 10:42 p.m., police said.",
    )
    clock = [f for f in found if "clock" in f]
    assert len(clock) == 1
    assert clock[0].startswith("agreement time clock")


def test_one_of_something_is_no_count_that_two_reports_share(lines: Lines) -> None:
    """*One vehicle* in two reports is no agreement about how many."""
    found = lines(
        "Police in Corrin said that shots were fired from one vehicle on Tuesday.",
        "On Tuesday one vehicle was stopped by police in Corrin after a crash.",
    )
    assert not any("quantity" in f for f in found)


def test_counts_of_two_charges_are_not_set_against_one_another(lines: Lines) -> None:
    """One count of conspiracy and five counts of false records are two charges, not two numbers of one."""
    found = lines(
        "Dana Perle and Tom Hask were each charged with one count of conspiring to defraud the county, the court said.",
        "Dana Perle was charged with five counts of making false records, prosecutors said.",
    )
    assert not any(f.startswith(("conflict", "dispute")) for f in found)


def test_an_upper_bound_is_no_looser_reading_of_a_much_smaller_number(lines: Lines) -> None:
    """*As many as 32 officers were injured* and *23 officers were injured* are not one number put more exactly."""
    found = lines(
        "As many as 32 officers were injured in the clash in Corrin on Tuesday.",
        "23 officers were injured in the clash in Corrin on Tuesday.",
    )
    assert not any(f.startswith("refinement quantity") for f in found)


def test_a_stamp_or_the_end_of_a_stretch_is_no_time_of_the_event(lines: Lines) -> None:
    """When a report was updated, and from when a shop is closed, are not the hour of the shooting."""
    found = lines(
        "Four people were shot in Corrin at about 1 a.m. outside the market.",
        "The market in Corrin outside which four people were shot will be closed from 1 a.m. at weekends.",
    )
    assert not [f for f in found if "clock" in f]


def test_one_hour_of_two_days_is_no_agreement(lines: Lines) -> None:
    """*At 7:10 a.m. on April 2* and *at 7:10 a.m. on May 14* are two times."""
    found = lines(
        "Pavel Strand fell from the Corrin bridge at 7:10 a.m. on April 2, police said.",
        "A vigil for Pavel Strand began on the Corrin bridge at 7:10 a.m. on May 14.",
    )
    assert not any("agreement time clock" in f for f in found)


def test_a_rare_number_is_shared_only_where_both_say_what_it_counts(lines: Lines) -> None:
    """Forty-seven a year and forty-seven seats have a number in common, and nothing else."""
    one = "Mayor Ina Dorn of Corrin has signed 136 orders, or 47 a year, more than any mayor before her."
    two = "The party of Mayor Ina Dorn is in the minority with 47 seats, and its members can do little."
    assert not [line for line in lines(one, two) if line.startswith("agreement quantity")]


def test_two_dead_and_two_treated_are_no_agreement(lines: Lines) -> None:
    """Two counts of one number do not agree where one is of the dead and the other is not."""
    lead = "A man opened fire in a church in Corrin on Sunday. "
    treated = (
        lead
        + "Two people with minor injuries were treated in the hall, Corrin Ambulance spokeswoman Ina Dorn said."
    )
    dead = lead + "Two people were killed in the hall, Corrin Ambulance spokeswoman Ina Dorn said."
    lost = lead + "Corrin Ambulance confirmed two fatalities in the hall, spokeswoman Ina Dorn said."
    assert not [f for f in lines(treated, dead) if f.startswith("agreement quantity")]
    assert not [f for f in lines(treated, lost) if f.startswith("agreement quantity")]
    assert [f for f in lines(dead, lost) if f.startswith("agreement quantity")]


def test_what_stands_on_the_page_beside_the_reports_is_no_agreement(lines: Lines) -> None:
    """A tip line with a number in it, printed under both reports, tells nothing of the event."""
    foot = (
        "\n\nText NEWSAPP to 51414 or click here to download our 14 News mobile app to get the latest headlines "
        "from around the Amsel valley."
    )
    found = lines(
        "Ilse Brandt opened a dock in Corrin." + foot, "A dock was opened in Corrin by Ilse Brandt." + foot
    )
    assert found
    assert not [f for f in found if "14 News" in f]
