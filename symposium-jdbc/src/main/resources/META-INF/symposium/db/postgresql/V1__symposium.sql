-- What Symposium keeps. One table per kind, primary key (owner, id); columns for what is asked for, shown in a report or
-- moved by a run, the rest as JSON text in body. Text is compared
-- and sorted byte by byte, whatever the database's locale; JSON is text, since key order and number forms must survive.

-- A host may seed this table: id, name, handler_module and definition (the specification's JSON) are enough.
create table symposium_type (
  owner text collate "C" default '' not null,
  id text collate "C" not null,
  revision bigint default 1 not null,
  name text collate "C",
  handler_module text collate "C",
  version text collate "C" default '0',
  origin text collate "C" default 'row',
  is_available boolean default true,
  definition text,
  body text default '{}' not null,
  primary key (owner, id)
);

create table symposium_integration (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  type_id text collate "C",
  name text collate "C",
  is_active boolean,
  disabled_reason text collate "C",
  disabled_kind text collate "C",
  health text collate "C",
  last_tested_at timestamp(6) with time zone,
  consecutive_failures bigint,
  last_used_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone,
  body text not null,
  primary key (owner, id)
);

create table symposium_source (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  integration_id text collate "C",
  name text collate "C",
  is_active boolean,
  disabled_reason text collate "C",
  cursor text,
  created_at timestamp(6) with time zone,
  last_executed_at timestamp(6) with time zone,
  execution_count bigint,
  next_run_at timestamp(6) with time zone,
  consecutive_failures bigint,
  body text not null,
  primary key (owner, id)
);
create index symposium_source_due on symposium_source (is_active, next_run_at);
create index symposium_source_integration on symposium_source (owner, integration_id);

create table symposium_output (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  integration_id text collate "C",
  name text collate "C",
  is_active boolean,
  disabled_reason text collate "C",
  created_at timestamp(6) with time zone,
  last_executed_at timestamp(6) with time zone,
  execution_count bigint,
  next_run_at timestamp(6) with time zone,
  consecutive_failures bigint,
  body text not null,
  primary key (owner, id)
);
create index symposium_output_due on symposium_output (is_active, next_run_at);
create index symposium_output_integration on symposium_output (owner, integration_id);

create table symposium_query (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  name text collate "C",
  is_active boolean,
  created_at timestamp(6) with time zone,
  last_executed_at timestamp(6) with time zone,
  execution_count bigint,
  next_run_at timestamp(6) with time zone,
  consecutive_failures bigint,
  body text not null,
  primary key (owner, id)
);
create index symposium_query_due on symposium_query (is_active, next_run_at);

create table symposium_view (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  name text collate "C",
  created_at timestamp(6) with time zone,
  body text not null,
  primary key (owner, id)
);

-- Users on the way to connect by OAuth; a row lasts for about an hour.
create table symposium_pending_connection (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  created_at timestamp(6) with time zone,
  expires_at timestamp(6) with time zone,
  body text not null,
  primary key (owner, id)
);

-- What engines note for each other: a handful of rows of no owner.
create table symposium_memo (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  content text,
  body text not null,
  primary key (owner, id)
);

create table symposium_card (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  card_type text collate "C",
  source_id text collate "C",
  title text collate "C",
  created_at timestamp(6) with time zone,
  body text not null,
  primary key (owner, id)
);
create index symposium_card_time on symposium_card (owner, created_at, id);
create index symposium_card_source on symposium_card (owner, source_id, created_at);

-- What cards were before they were refreshed or reformatted.
create table symposium_card_version (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  card_id text collate "C",
  replaced_at timestamp(6) with time zone,
  body text not null,
  primary key (owner, id)
);
create index symposium_card_version_card on symposium_card_version (owner, card_id, replaced_at);

-- The tags of cards once more, to choose cards by.
create table symposium_card_tag (
  owner text collate "C" not null,
  tag text collate "C" not null,
  card_id text collate "C" not null,
  primary key (owner, tag, card_id)
);
create index symposium_card_tag_card on symposium_card_tag (owner, card_id);

-- Which cards an output has delivered, or one of its deliveries holds: the one that has come to a step with them first.
create table symposium_delivered (
  owner text collate "C" not null,
  output_id text collate "C" not null,
  card_id text collate "C" not null,
  delivery_id text collate "C",
  primary key (owner, output_id, card_id)
);
create index symposium_delivered_card on symposium_delivered (owner, card_id);

-- The execution log. saved_attempt is the last attempt that was saved: saving it again is told from saving the next.
create table symposium_execution (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  target_kind text collate "C",
  target_id text collate "C",
  integration_id text collate "C",
  trigger_kind text collate "C",
  status text collate "C",
  error_kind text collate "C",
  card_id text collate "C",
  started_at timestamp(6) with time zone,
  next_try_at timestamp(6) with time zone,
  duration_ms bigint,
  saved_attempt integer default 0 not null,
  body text not null,
  primary key (owner, id)
);
create index symposium_execution_target on symposium_execution (owner, target_kind, target_id, started_at);
create index symposium_execution_owner on symposium_execution (owner, started_at, id);
create index symposium_execution_time on symposium_execution (started_at);

-- Who used which credentials, when and why. Only added to, and pruned by age.
create table symposium_audit (
  owner text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  actor text collate "C",
  integration_id text collate "C",
  action text collate "C",
  execution_id text collate "C",
  outcome text collate "C",
  created_at timestamp(6) with time zone,
  body text not null,
  primary key (owner, id)
);
create index symposium_audit_owner on symposium_audit (owner, created_at, id);
create index symposium_audit_integration on symposium_audit (owner, integration_id, created_at, id);
create index symposium_audit_time on symposium_audit (created_at);

-- Who works on what. A row stays for a day when its lease is given back; lasts is what it was taken or
-- renewed for, in microseconds; writes counts what was saved under it.
create table symposium_lease (
  lease_key text collate "C" not null,
  fence bigint not null,
  is_held boolean not null,
  expires_at timestamp(6) with time zone not null,
  lasts bigint not null,
  writes bigint default 0 not null,
  primary key (lease_key)
);

-- Deliveries, frozen at their first attempt, and their steps in the order they were intended.
create table symposium_delivery (
  owner text collate "C" not null,
  id text collate "C" not null,
  output_id text collate "C",
  frozen text not null,
  opened_at timestamp(6) with time zone not null,
  primary key (owner, id)
);
create index symposium_delivery_time on symposium_delivery (opened_at);
create index symposium_delivery_output on symposium_delivery (owner, output_id, id);

create table symposium_delivery_card (
  owner text collate "C" not null,
  delivery_id text collate "C" not null,
  card_id text collate "C" not null,
  primary key (owner, delivery_id, card_id)
);
create index symposium_delivery_card_id on symposium_delivery_card (owner, card_id, delivery_id);

create table symposium_step (
  owner text collate "C" not null,
  delivery_id text collate "C" not null,
  name text collate "C" not null,
  place integer not null,
  digest text collate "C" not null,
  shown text not null,
  receipt text,
  intended_at timestamp(6) with time zone,
  recorded_at timestamp(6) with time zone,
  primary key (owner, delivery_id, name)
);

-- The rate limiter: one row per key, locked while its windows (in microseconds) are looked at; one per permit given, numbered
-- by all the weight that was ever given of its key, so that a look finds the one that must leave by its number; and one per
-- window that a waiter has a place in line for.
create table symposium_limit (
  limit_key text collate "C" not null,
  last_permit bigint not null,
  last_at timestamp(6) with time zone not null,
  longest_window bigint default 0 not null,
  closed_until timestamp(6) with time zone not null,
  left_permits bigint default 0 not null,
  left_until timestamp(6) with time zone not null,
  idle_after timestamp(6) with time zone not null,
  primary key (limit_key)
);
create index symposium_limit_idle on symposium_limit (idle_after);

create table symposium_permit (
  limit_key text collate "C" not null,
  permit_number bigint not null,
  granted_at timestamp(6) with time zone not null,
  weight bigint not null,
  keep_until timestamp(6) with time zone not null,
  primary key (limit_key, permit_number)
);
create index symposium_permit_kept on symposium_permit (keep_until);

create table symposium_waiter (
  limit_key text collate "C" not null,
  window_length bigint not null,
  waiter text collate "C" not null,
  weight bigint not null,
  party text collate "C" not null,
  turn_at timestamp(6) with time zone not null,
  keep_until timestamp(6) with time zone not null,
  primary key (limit_key, window_length, waiter)
);
create index symposium_waiter_kept on symposium_waiter (keep_until);

-- The run queue: db-scheduler's table under a name of ours, whose run it is, and since when it is being run.
create table symposium_scheduled_tasks (
  task_name text collate "C" not null,
  task_instance text collate "C" not null,
  owner text collate "C" default '' not null,
  task_data bytea,
  execution_time timestamp(6) with time zone not null,
  picked boolean not null,
  picked_by text collate "C",
  last_success timestamp(6) with time zone,
  last_failure timestamp(6) with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp(6) with time zone,
  version bigint not null,
  priority integer,
  began_at timestamp(6) with time zone,
  primary key (task_name, task_instance)
);
create index symposium_scheduled_tasks_due on symposium_scheduled_tasks (execution_time);
create index symposium_scheduled_tasks_priority on symposium_scheduled_tasks (priority, execution_time);
create index symposium_scheduled_tasks_heartbeat on symposium_scheduled_tasks (last_heartbeat);
create index symposium_scheduled_tasks_owner on symposium_scheduled_tasks (owner, execution_time);
