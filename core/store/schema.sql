-- The hub's tables, but for those of facts: they follow the model (fact_tables.cc).
-- {blob} is the backend's type. Every primary, unique and foreign key starts with
-- municipality_id. Times are microseconds since 1970 UTC; dates and periods are text.

-- Resources that people state: municipality, unit, connector, measure, a3, a3_template, benefit.
-- `body` is the proto message as JSON. `version` counts changes.
CREATE TABLE IF NOT EXISTS document (
  municipality_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  document_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  etag TEXT NOT NULL,
  body TEXT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (municipality_id, kind, document_id)
);

-- What a resource was at each version. Rows are never changed.
CREATE TABLE IF NOT EXISTS document_edition (
  municipality_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  document_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (municipality_id, kind, document_id, version)
);

-- Steps and follow-ups of a sheet. `body` is helhet.model.v1.A3Step as JSON. Rows are never changed.
CREATE TABLE IF NOT EXISTS a3_step (
  municipality_id TEXT NOT NULL,
  a3_id TEXT NOT NULL,
  step_number BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (municipality_id, a3_id, step_number)
);

-- What people say of a sheet. `body` is helhet.model.v1.A3Comment as JSON. Rows are never changed.
CREATE TABLE IF NOT EXISTS a3_comment (
  municipality_id TEXT NOT NULL,
  a3_id TEXT NOT NULL,
  comment_number BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (municipality_id, a3_id, comment_number)
);

-- Editions of sheets for the archive, written with the step that they come from, and files of exports. `sheet` is helhet.api.v1.GetA3Response as it
-- was then, until the document is made of it; `request` helhet.plugin.v1.WriteRequest, whose body is dropped once it is sent;
-- `problem` helhet.plugin.v1.Problem, or empty. The lease's token only grows: a receipt under an old one is refused.
CREATE TABLE IF NOT EXISTS delivery (
  municipality_id TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  a3_id TEXT NOT NULL,
  edition BIGINT NOT NULL,
  event TEXT NOT NULL,
  connector_id TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  sheet {blob} NOT NULL,
  request {blob} NOT NULL,
  sha256 TEXT NOT NULL,
  failures BIGINT NOT NULL,
  problem {blob} NOT NULL,
  external_id TEXT NOT NULL,
  link TEXT NOT NULL,
  created_us BIGINT NOT NULL,
  next_attempt_us BIGINT NOT NULL,
  sent_us BIGINT NOT NULL,
  lease_token BIGINT NOT NULL,
  lease_holder TEXT NOT NULL,
  lease_until_us BIGINT NOT NULL,
  export_id TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (municipality_id, delivery_id)
);
CREATE INDEX IF NOT EXISTS delivery_by_turn ON delivery (municipality_id, state, next_attempt_us);
CREATE INDEX IF NOT EXISTS delivery_by_sheet ON delivery (municipality_id, a3_id, created_us);
-- When an export's next file is made by `cron`, 0 for none, and what the last one failed by: helhet.plugin.v1.Problem, or empty.
CREATE TABLE IF NOT EXISTS export_schedule (
  municipality_id TEXT NOT NULL,
  export_id TEXT NOT NULL,
  cron TEXT NOT NULL,
  next_us BIGINT NOT NULL,
  problem {blob} NOT NULL,
  PRIMARY KEY (municipality_id, export_id)
);

-- Baselines that were frozen and actuals that were approved. `body` is helhet.model.v1.BenefitSnapshot as JSON. Rows are
-- never changed.
CREATE TABLE IF NOT EXISTS benefit_snapshot (
  municipality_id TEXT NOT NULL,
  benefit_id TEXT NOT NULL,
  snapshot_number BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (municipality_id, benefit_id, snapshot_number)
);

-- Assessments that were added over the API, and those of files that were approved, which stand as they were then. `body` is
-- helhet.model.v1.Assessment as JSON.
CREATE TABLE IF NOT EXISTS benefit_assessment (
  municipality_id TEXT NOT NULL,
  benefit_id TEXT NOT NULL,
  assessment_id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (municipality_id, benefit_id, assessment_id)
);

-- Where a connector instance stands. The lease's token only grows: a commit with an old one is refused.
CREATE TABLE IF NOT EXISTS connector_state (
  municipality_id TEXT NOT NULL,
  connector_id TEXT NOT NULL,
  checkpoint {blob} NOT NULL,
  lease_token BIGINT NOT NULL,
  lease_holder TEXT NOT NULL,
  lease_until_us BIGINT NOT NULL,
  PRIMARY KEY (municipality_id, connector_id)
);

-- When a connector runs next by `cron`, or as a retry ahead of it, and times of the schedule at which no run
-- began. 0 for none.
CREATE TABLE IF NOT EXISTS connector_schedule (
  municipality_id TEXT NOT NULL,
  connector_id TEXT NOT NULL,
  cron TEXT NOT NULL,
  next_run_us BIGINT NOT NULL,
  is_retry BIGINT NOT NULL,
  missed_us BIGINT NOT NULL,
  missed_count BIGINT NOT NULL,
  PRIMARY KEY (municipality_id, connector_id)
);

-- Runs. The law: records_read = inserted + changed + deleted + unchanged + refused.
CREATE TABLE IF NOT EXISTS run (
  municipality_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  connector_id TEXT NOT NULL,
  trigger_kind TEXT NOT NULL,
  state TEXT NOT NULL,
  started_us BIGINT NOT NULL,
  finished_us BIGINT NOT NULL,
  batches BIGINT NOT NULL,
  records_read BIGINT NOT NULL,
  inserted BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  deleted BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  waiting BIGINT NOT NULL,
  flagged BIGINT NOT NULL,
  recomputed BIGINT NOT NULL,
  problem_code TEXT NOT NULL,
  problem_class TEXT NOT NULL,
  problem_setting TEXT NOT NULL,
  problem_what TEXT NOT NULL,
  problem_remedy TEXT NOT NULL,
  PRIMARY KEY (municipality_id, run_id)
);
CREATE INDEX IF NOT EXISTS run_by_connector ON run (municipality_id, connector_id, started_us);

-- What every fact has, whatever its kind: key, hash, and where it came from. `raw_payload_id` is the payload that came
-- with the record; 0 when it came without one, or is part of a source object, which `raw_sha256` then names.
CREATE TABLE IF NOT EXISTS fact (
  municipality_id TEXT NOT NULL,
  fact_id BIGINT NOT NULL,
  connector_id TEXT NOT NULL,
  stream TEXT NOT NULL,
  natural_key TEXT NOT NULL,
  business_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  content_hash {blob} NOT NULL,
  source_time_us BIGINT NOT NULL,
  locator TEXT NOT NULL,
  raw_sha256 {blob} NOT NULL,
  raw_payload_id BIGINT NOT NULL DEFAULT 0,
  raw_offset BIGINT NOT NULL,
  raw_length BIGINT NOT NULL,
  unit_codes TEXT NOT NULL,
  flags TEXT NOT NULL,
  run_id TEXT NOT NULL,
  PRIMARY KEY (municipality_id, fact_id)
);
CREATE UNIQUE INDEX IF NOT EXISTS fact_by_key ON fact (municipality_id, connector_id, stream, natural_key);
CREATE INDEX IF NOT EXISTS fact_by_business_key ON fact (municipality_id, business_key);

-- The next free number of a municipality: of facts, raw payloads and marks.
CREATE TABLE IF NOT EXISTS fact_counter (
  municipality_id TEXT NOT NULL,
  next_fact_id BIGINT NOT NULL,
  PRIMARY KEY (municipality_id)
);

-- Source bytes in compressed pieces, each kept as long as the connector that brought it says. Keys only ascend: with the hash
-- for a key each row would dirty a page of the index for itself (core/decisions/0009). Whoever names a payload has its hash.
CREATE TABLE IF NOT EXISTS raw_payload (
  municipality_id TEXT NOT NULL,
  payload_id BIGINT NOT NULL,
  piece BIGINT NOT NULL,
  connector_id TEXT NOT NULL,
  media_type TEXT NOT NULL,
  total_length BIGINT NOT NULL,
  stored_us BIGINT NOT NULL,
  data {blob} NOT NULL,
  PRIMARY KEY (municipality_id, payload_id, piece)
);
CREATE INDEX IF NOT EXISTS raw_payload_by_age ON raw_payload (municipality_id, connector_id, stored_us);

-- Payloads that came in pieces, apart from the records in them: large, few, and named by their hash. `stored_us` is of the
-- first piece and holds for all.
CREATE TABLE IF NOT EXISTS source_object (
  municipality_id TEXT NOT NULL,
  connector_id TEXT NOT NULL,
  sha256 {blob} NOT NULL,
  payload_id BIGINT NOT NULL,
  stored_us BIGINT NOT NULL,
  PRIMARY KEY (municipality_id, connector_id, sha256)
);

-- Records that are not facts. A record that is read again updates its row. `raw_payload_id` as in `fact`.
CREATE TABLE IF NOT EXISTS quarantine (
  municipality_id TEXT NOT NULL,
  connector_id TEXT NOT NULL,
  stream TEXT NOT NULL,
  natural_key TEXT NOT NULL,
  locator TEXT NOT NULL,
  source_time_us BIGINT NOT NULL,
  code TEXT NOT NULL,
  what TEXT NOT NULL,
  remedy TEXT NOT NULL,
  raw_sha256 {blob} NOT NULL,
  raw_payload_id BIGINT NOT NULL DEFAULT 0,
  raw_media_type TEXT NOT NULL,
  first_run_id TEXT NOT NULL,
  last_run_id TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (municipality_id, connector_id, stream, natural_key)
);

-- Codes of facts that no unit has. A fact stands here until one of its codes is mapped.
CREATE TABLE IF NOT EXISTS waiting_code (
  municipality_id TEXT NOT NULL,
  scheme TEXT NOT NULL,
  code TEXT NOT NULL,
  fact_id BIGINT NOT NULL,
  PRIMARY KEY (municipality_id, scheme, code, fact_id)
);
CREATE INDEX IF NOT EXISTS waiting_code_by_fact ON waiting_code (municipality_id, fact_id);

-- The codes and precedences by which the facts were last given their units and settled: a hash over units and
-- connectors.
CREATE TABLE IF NOT EXISTS remap_state (
  municipality_id TEXT NOT NULL,
  codes_hash TEXT NOT NULL,
  PRIMARY KEY (municipality_id)
);

-- Facts that must be matched again (core/match). Whoever matches deletes the mark only if `sequence` is still what it
-- was when the fact was read. Kind `everything`, fact_id 0, stands for all facts.
CREATE TABLE IF NOT EXISTS unmatched (
  municipality_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  fact_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (municipality_id, kind, fact_id)
);

-- The rules by which the facts were last matched, a hash over the purchasing rules and the municipality's own numbers; and
-- the sequence of the last change of what is held in memory while matching: agreements, catalogues, rules.
CREATE TABLE IF NOT EXISTS match_state (
  municipality_id TEXT NOT NULL,
  rules_hash TEXT NOT NULL,
  books_sequence BIGINT NOT NULL,
  PRIMARY KEY (municipality_id)
);

-- Cells that must be computed again: facts of this kind, unit and month have changed. Whoever writes the
-- observations deletes the mark only if `sequence` is still what it was when the terms were read. A day in place of a
-- month says that stocks are old from that day on, since the day has changed.
CREATE TABLE IF NOT EXISTS dirty (
  municipality_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  month TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (municipality_id, kind, unit_id, month)
);

-- The newest terms of each measure, unit and period. `terms` is a JSON list in the definition's order;
-- null is unknown, and an empty list says that the facts there have gone, as if there were no cell. A
-- generation that is not the measure's current one does not show.
CREATE TABLE IF NOT EXISTS cell (
  municipality_id TEXT NOT NULL,
  measure_id TEXT NOT NULL,
  generation BIGINT NOT NULL,
  unit_id TEXT NOT NULL,
  period TEXT NOT NULL,
  revision BIGINT NOT NULL,
  terms TEXT NOT NULL,
  other_currency_count BIGINT NOT NULL,
  computed_us BIGINT NOT NULL,
  run_id TEXT NOT NULL,
  PRIMARY KEY (municipality_id, measure_id, generation, unit_id, period)
);

-- Every revision of every cell. Rows are never changed.
CREATE TABLE IF NOT EXISTS observation (
  municipality_id TEXT NOT NULL,
  measure_id TEXT NOT NULL,
  generation BIGINT NOT NULL,
  unit_id TEXT NOT NULL,
  period TEXT NOT NULL,
  revision BIGINT NOT NULL,
  terms TEXT NOT NULL,
  other_currency_count BIGINT NOT NULL,
  computed_us BIGINT NOT NULL,
  run_id TEXT NOT NULL,
  PRIMARY KEY (municipality_id, measure_id, generation, unit_id, period, revision)
);

-- Which generation of a measure's cells shows, and under which version of the definition (0 while there is
-- none); and which one is being computed (building_generation 0 for none): its cells are there for units
-- and months up to and with building_unit_id, building_month.
CREATE TABLE IF NOT EXISTS measure_state (
  municipality_id TEXT NOT NULL,
  measure_id TEXT NOT NULL,
  definition_version BIGINT NOT NULL,
  generation BIGINT NOT NULL,
  building_version BIGINT NOT NULL,
  building_generation BIGINT NOT NULL,
  building_unit_id TEXT NOT NULL,
  building_month TEXT NOT NULL,
  PRIMARY KEY (municipality_id, measure_id)
);

-- The day on which facts that stand are looked at for the running period. It never goes back.
CREATE TABLE IF NOT EXISTS stock_day (
  municipality_id TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (municipality_id)
);

-- Tokens of scripts and people, by hash. `municipality_id` is what the token is for; `*` is the whole hub. `group_names` are
-- those that the holder is of, one a line.
CREATE TABLE IF NOT EXISTS api_token (
  municipality_id TEXT NOT NULL,
  token_id TEXT NOT NULL,
  token_sha256 {blob} NOT NULL,
  title TEXT NOT NULL,
  role TEXT NOT NULL,
  created_us BIGINT NOT NULL,
  expires_us BIGINT NOT NULL,
  group_names TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (municipality_id, token_id)
);
