"""The algebra of values: when two times, quantities or places are equal, contain one another, are near or disjoint."""
