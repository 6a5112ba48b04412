# SPDX-License-Identifier: MIT
"""A second, naive reading of the conditions of a mapping: straight from its YAML, and one condition after another."""
