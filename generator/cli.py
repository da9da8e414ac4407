"""The command: arguments -> pipeline -> exit code. Imports nothing heavy."""


def main() -> int:
    raise NotImplementedError
