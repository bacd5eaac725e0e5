-- What is verified of a state's certification stands in another source than the compiled list
select state || ' ' || field
from mart.certification
where verified
group by state, field, applies_to, value_text
having bool_and(source_url = (select publisher_url from core.source where source_id = 'certification')) is not false;
