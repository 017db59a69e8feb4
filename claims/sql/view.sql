-- One row per opening of the window with all that the claims read of it, as a reader of the claims may ask for it.
create temp view facts as
select history.*, asks.*, coalesce(market_weights.weight, 0) as weight
from temp.history
join temp.asks on asks.shape = history.shape
left join temp.market_weights
    on market_weights.setting = history.setting and market_weights.division = history.division
where history.in_window
