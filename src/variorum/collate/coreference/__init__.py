"""Event coreference across reports: how probably two claims tell of one occurrence, by learnt weights."""
