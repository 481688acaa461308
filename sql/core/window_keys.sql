-- One key that windows belong to (W1): whatever was ever opened.
select
    row_number() over (order by sender, target, regime, measure, subject) as key_id,
    sender,
    target,
    regime,
    measure,
    subject,
    max(subject_kind) as subject_kind
from window_moves
where effect = 'open'
group by sender, target, regime, measure, subject
