"""The wall screen."""

from tests.authorization.matrix import rows

rows("duties.view", "wall")
