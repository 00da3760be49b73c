"""What the questions about common solutions share: precedence of masters, upgrades, migrations."""
