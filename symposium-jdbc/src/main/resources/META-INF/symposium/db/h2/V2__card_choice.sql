-- Cards are found by a tag and the time they were made, in that order, without looking at the others of the tag.
alter table symposium_card_tag add column created_at timestamp(6) with time zone;
update symposium_card_tag t set created_at =
  (select c.created_at from symposium_card c where c.owner = t.owner and c.id = t.card_id);
delete from symposium_card_tag where created_at is null;
alter table symposium_card_tag alter column created_at set not null;
alter table symposium_card_tag drop primary key;
alter table symposium_card_tag add primary key (owner, tag, created_at, card_id);

drop index symposium_card_source;
create index symposium_card_source on symposium_card (owner, source_id, created_at, id);
