"""Whether two values of two reports answer one question and cannot both hold: named questions, weighed."""
