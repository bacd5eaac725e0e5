-- Every growth figure names a registered occupation or none
select growth_id
from mart.growth
where occupation_id not in (select occupation_id from core.occupation);
