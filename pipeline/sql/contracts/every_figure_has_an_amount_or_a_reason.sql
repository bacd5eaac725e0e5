-- Every pay figure has an amount, or a note that says why not
select figure_id
from mart.pay
where columns('hourly_.*') is null -- all of them
    and wage_note is null;
