"""From one report to its layers: parse, mentions and coreference, times, quantities, places."""
