"""Mentions and coreference inside one report, by rules on the parse.

``names`` finds names, ``kinds`` decides what they name, ``naming`` joins the forms of one name;
``nominals`` finds common-noun mentions, ``links`` what grammar equates, ``phrases`` what a noun phrase
takes up again and ``pronouns`` what a pronoun stands for; ``chains`` holds what is known while the report
is read, and ``reading`` reads it.

Precision comes first: a wrong join makes a false conflict later, a missed one only costs recall.
"""

from variorum.annotate.mentions.reading import mentions

__all__ = ["mentions"]
