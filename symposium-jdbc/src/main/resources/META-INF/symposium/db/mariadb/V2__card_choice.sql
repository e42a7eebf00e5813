-- Cards are found by a tag and the time they were made, in that order, without looking at the others of the tag.
alter table symposium_card_tag add column created_at datetime(6);
update symposium_card_tag t join symposium_card c on c.owner = t.owner and c.id = t.card_id set t.created_at = c.created_at;
delete from symposium_card_tag where created_at is null;
alter table symposium_card_tag
  modify created_at datetime(6) not null,
  drop primary key,
  add primary key (owner, tag, created_at, card_id);

drop index symposium_card_source on symposium_card;
create index symposium_card_source on symposium_card (owner, source_id, created_at, id);
