"""The gazetteer's YAML files as JSON Lines, so that the service starts in half the time.

People write the YAML; nobody writes `compiled.jsonl`. A YAML file that was changed since is
read itself, slowly: forgetting to run this makes nothing wrong, but a test says so.

    python -m tools.build_gazetteer
"""

from pathlib import Path

from alerts.resolve.gazetteer_files import compile_shipped

COMPILED = Path(__file__).parents[1] / "alerts" / "resolve" / "data" / "compiled.jsonl"

if __name__ == "__main__":
    COMPILED.touch()
    COMPILED.write_bytes(compile_shipped())
