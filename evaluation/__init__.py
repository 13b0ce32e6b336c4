"""What the product forecasts is held against what happened; `make backtest` prints it all."""
