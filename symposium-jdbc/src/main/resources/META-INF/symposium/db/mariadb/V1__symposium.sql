-- What Symposium keeps. One table per kind, primary key (owner, id); columns for what is asked for, shown in a report or
-- moved by a run, the rest as JSON text in body. Moments
-- are in UTC. Text is compared byte by byte: "ada", "ADA" and "ada " are three.

-- A host may seed this table: id, name, handler_module and definition (the specification's JSON) are enough.
create table symposium_type (
  owner varchar(255) default '' not null,
  id varchar(255) not null,
  revision bigint default 1 not null,
  name text,
  handler_module text,
  version text default '0',
  origin varchar(64) default 'row',
  is_available boolean default true,
  definition longtext,
  body longtext default '{}' not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table symposium_integration (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  type_id varchar(255),
  name text,
  is_active boolean,
  disabled_reason text,
  disabled_kind varchar(64),
  health varchar(64),
  last_tested_at datetime(6),
  consecutive_failures bigint,
  last_used_at datetime(6),
  created_at datetime(6),
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table symposium_source (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  integration_id varchar(255),
  name text,
  is_active boolean,
  disabled_reason text,
  `cursor` longtext,
  created_at datetime(6),
  last_executed_at datetime(6),
  execution_count bigint,
  next_run_at datetime(6),
  consecutive_failures bigint,
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_source_due on symposium_source (is_active, next_run_at);
create index symposium_source_integration on symposium_source (owner, integration_id);

create table symposium_output (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  integration_id varchar(255),
  name text,
  is_active boolean,
  disabled_reason text,
  created_at datetime(6),
  last_executed_at datetime(6),
  execution_count bigint,
  next_run_at datetime(6),
  consecutive_failures bigint,
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_output_due on symposium_output (is_active, next_run_at);
create index symposium_output_integration on symposium_output (owner, integration_id);

create table symposium_query (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  name text,
  is_active boolean,
  created_at datetime(6),
  last_executed_at datetime(6),
  execution_count bigint,
  next_run_at datetime(6),
  consecutive_failures bigint,
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_query_due on symposium_query (is_active, next_run_at);

create table symposium_view (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  name text,
  created_at datetime(6),
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Users on the way to connect by OAuth; a row lasts for about an hour.
create table symposium_pending_connection (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  created_at datetime(6),
  expires_at datetime(6),
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

-- What engines note for each other: a handful of rows of no owner.
create table symposium_memo (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  content longtext,
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table symposium_card (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  card_type varchar(64),
  source_id varchar(255),
  title text,
  created_at datetime(6),
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_card_time on symposium_card (owner, created_at, id);
create index symposium_card_source on symposium_card (owner, source_id, created_at);

-- What cards were before they were refreshed or reformatted.
create table symposium_card_version (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  card_id varchar(255),
  replaced_at datetime(6),
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_card_version_card on symposium_card_version (owner, card_id, replaced_at);

-- The tags of cards once more, to choose cards by.
create table symposium_card_tag (
  owner varchar(255) not null,
  tag varchar(255) not null,
  card_id varchar(255) not null,
  primary key (owner, tag, card_id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_card_tag_card on symposium_card_tag (owner, card_id);

-- Which cards an output has delivered, or one of its deliveries holds: the one that has come to a step with them first.
create table symposium_delivered (
  owner varchar(255) not null,
  output_id varchar(255) not null,
  card_id varchar(255) not null,
  delivery_id varchar(255),
  primary key (owner, output_id, card_id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_delivered_card on symposium_delivered (owner, card_id);

-- The execution log. saved_attempt is the last attempt that was saved: saving it again is told from saving the next.
create table symposium_execution (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  target_kind varchar(64),
  target_id varchar(255),
  integration_id varchar(255),
  trigger_kind varchar(64),
  status varchar(64),
  error_kind varchar(64),
  card_id varchar(255),
  started_at datetime(6),
  next_try_at datetime(6),
  duration_ms bigint,
  saved_attempt integer default 0 not null,
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_execution_target on symposium_execution (owner, target_kind, target_id, started_at);
create index symposium_execution_owner on symposium_execution (owner, started_at, id);
create index symposium_execution_time on symposium_execution (started_at);

-- Who used which credentials, when and why. Only added to, and pruned by age.
create table symposium_audit (
  owner varchar(255) not null,
  id varchar(255) not null,
  revision bigint not null,
  actor varchar(64),
  integration_id varchar(255),
  action varchar(64),
  execution_id varchar(255),
  outcome varchar(64),
  created_at datetime(6),
  body longtext not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_audit_owner on symposium_audit (owner, created_at, id);
create index symposium_audit_integration on symposium_audit (owner, integration_id, created_at, id);
create index symposium_audit_time on symposium_audit (created_at);

-- Who works on what. A row stays for a day when its lease is given back; lasts is what it was taken or
-- renewed for, in microseconds; writes counts what was saved under it.
create table symposium_lease (
  lease_key varchar(600) not null,
  fence bigint not null,
  is_held boolean not null,
  expires_at datetime(6) not null,
  lasts bigint not null,
  writes bigint default 0 not null,
  primary key (lease_key)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Deliveries, frozen at their first attempt, and their steps in the order they were intended.
create table symposium_delivery (
  owner varchar(255) not null,
  id varchar(255) not null,
  output_id varchar(255),
  frozen longtext not null,
  opened_at datetime(6) not null,
  primary key (owner, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_delivery_time on symposium_delivery (opened_at);
create index symposium_delivery_output on symposium_delivery (owner, output_id, id);

create table symposium_delivery_card (
  owner varchar(255) not null,
  delivery_id varchar(255) not null,
  card_id varchar(255) not null,
  primary key (owner, delivery_id, card_id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_delivery_card_id on symposium_delivery_card (owner, card_id, delivery_id);

create table symposium_step (
  owner varchar(255) not null,
  delivery_id varchar(255) not null,
  name varchar(255) not null,
  place integer not null,
  digest text not null,
  shown longtext not null,
  receipt longtext,
  intended_at datetime(6),
  recorded_at datetime(6),
  primary key (owner, delivery_id, name)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

-- The rate limiter: one row per key, locked while its windows (in microseconds) are looked at; one per permit given, numbered
-- by all the weight that was ever given of its key, so that a look finds the one that must leave by its number; and one per
-- window that a waiter has a place in line for.
create table symposium_limit (
  limit_key varchar(400) not null,
  last_permit bigint not null,
  last_at datetime(6) not null,
  longest_window bigint default 0 not null,
  closed_until datetime(6) not null,
  left_permits bigint default 0 not null,
  left_until datetime(6) not null,
  idle_after datetime(6) not null,
  primary key (limit_key)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_limit_idle on symposium_limit (idle_after);

create table symposium_permit (
  limit_key varchar(400) not null,
  permit_number bigint not null,
  granted_at datetime(6) not null,
  weight bigint not null,
  keep_until datetime(6) not null,
  primary key (limit_key, permit_number)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_permit_kept on symposium_permit (keep_until);

create table symposium_waiter (
  limit_key varchar(400) not null,
  window_length bigint not null,
  waiter varchar(255) not null,
  weight bigint not null,
  party varchar(255) not null,
  turn_at datetime(6) not null,
  keep_until datetime(6) not null,
  primary key (limit_key, window_length, waiter)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_waiter_kept on symposium_waiter (keep_until);

-- The run queue: db-scheduler's table under a name of ours, whose run it is, and since when it is being run.
create table symposium_scheduled_tasks (
  task_name varchar(64) not null,
  task_instance varchar(600) not null,
  owner varchar(255) default '' not null,
  task_data longblob,
  execution_time datetime(6) not null,
  picked boolean not null,
  picked_by varchar(64),
  last_success datetime(6),
  last_failure datetime(6),
  consecutive_failures integer,
  last_heartbeat datetime(6),
  version bigint not null,
  priority integer,
  began_at datetime(6),
  primary key (task_name, task_instance)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
create index symposium_scheduled_tasks_due on symposium_scheduled_tasks (execution_time);
create index symposium_scheduled_tasks_priority on symposium_scheduled_tasks (priority, execution_time);
create index symposium_scheduled_tasks_heartbeat on symposium_scheduled_tasks (last_heartbeat);
create index symposium_scheduled_tasks_owner on symposium_scheduled_tasks (owner, execution_time);
