-- Every pay figure has a source with provenance, and a place or the reason why not
select figure_id
from mart.pay
where (source_id in (select source_id from core.source)) is not true
    or (place_id is null and place_note is null);
