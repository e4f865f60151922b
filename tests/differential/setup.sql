-- What holds for every KPI, once. The raw tables (raw_deals, ...) hold every imported version of a row with its
-- position in the import (`seq`); partner names stand in `partner_names`.
-- Days are DATE, instants are TIMESTAMPTZ read in the session's time zone, money is in minor units.

CREATE OR REPLACE MACRO as_of() AS getvariable('as_of')::DATE;
CREATE OR REPLACE MACRO days_ago(n) AS as_of() - n;
CREATE OR REPLACE MACRO months_ago(n) AS (as_of() - to_months(n))::DATE;
-- Windows are half-open and end at the as-of day.
CREATE OR REPLACE MACRO in_days(d, n) AS (d::DATE >= days_ago(n) AND d::DATE < as_of());
CREATE OR REPLACE MACRO in_months(d, n) AS (d::DATE >= months_ago(n) AND d::DATE < as_of());
CREATE OR REPLACE MACRO quarter_start() AS date_trunc('quarter', as_of())::DATE;
CREATE OR REPLACE MACRO quarter_end() AS (date_trunc('quarter', as_of()) + INTERVAL 3 MONTH)::DATE;
CREATE OR REPLACE MACRO in_quarter(d) AS (d::DATE >= quarter_start() AND d::DATE < as_of());
-- At least n days old at the as-of time.
CREATE OR REPLACE MACRO mature(d, n) AS (d::DATE <= days_ago(n));
CREATE OR REPLACE MACRO minutes_between(a, b) AS (epoch(b) - epoch(a)) / 60;
-- Minutes of Mondays to Fridays, on the wall clock, since the Monday before the epoch.
CREATE OR REPLACE MACRO weekday_minutes(t) AS
  ((t::DATE - DATE '1969-12-29') // 7) * 7200
  + least((t::DATE - DATE '1969-12-29') % 7, 5) * 1440
  + CASE WHEN (t::DATE - DATE '1969-12-29') % 7 < 5 THEN epoch(t::TIMESTAMP - t::DATE::TIMESTAMP) / 60 ELSE 0 END;
CREATE OR REPLACE MACRO business_minutes_between(a, b) AS weekday_minutes(b) - weekday_minutes(a);
-- Money in one currency only: a total over several, without exchange rates, is not a number.
CREATE OR REPLACE MACRO one_currency(c, total) AS
  CASE WHEN count(DISTINCT coalesce(upper(c), getvariable('currency'))) <= 1 THEN total END;

-- The latest version of each row: its identity columns say which row it is. Where only some of them are filled (an
-- order without line numbers), the k-th such row of an import is the k-th such row of the one before.
CREATE OR REPLACE TEMP TABLE latest_deals AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_deals r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.deal ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_orders AS
  SELECT r.* EXCLUDE (partner, nth), r.partner AS named, n.partner FROM (
    SELECT r.*, CASE WHEN r.line IS NULL
      THEN row_number() OVER (PARTITION BY r."import", r."order", r.line ORDER BY r.seq) END AS nth
    FROM raw_orders r) r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r."order", r.line, r.nth ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_leads AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_leads r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.lead ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_refunds AS
  SELECT r.* EXCLUDE (partner, nth), r.partner AS named, n.partner FROM (
    SELECT r.*, CASE WHEN r.refund IS NULL
      THEN row_number() OVER (PARTITION BY r."import", r.refund, r."order" ORDER BY r.seq) END AS nth
    FROM raw_refunds r) r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.refund, r."order", r.nth ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_disputes AS
  SELECT r.* EXCLUDE (partner, nth), r.partner AS named, n.partner FROM (
    SELECT r.*, CASE WHEN r.dispute IS NULL
      THEN row_number() OVER (PARTITION BY r."import", r.dispute, r."order" ORDER BY r.seq) END AS nth
    FROM raw_disputes r) r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.dispute, r."order", r.nth ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_tickets AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_tickets r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.ticket ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_touches AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_touches r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.touch ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_costs AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_costs r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.cost ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_meetings AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_meetings r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.meeting ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_surveys AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_surveys r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.response ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_trainings AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_trainings r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.partner, r.person, r.course ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_milestones AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_milestones r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.partner, r.kind, r.name ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_audits AS
  SELECT r.* EXCLUDE (partner, nth), r.partner AS named, n.partner FROM (
    SELECT r.*, CASE WHEN r.asset IS NULL OR r."check" IS NULL
      THEN row_number() OVER (PARTITION BY r."import", r.audit, r.asset, r."check" ORDER BY r.seq) END AS nth
    FROM raw_audits r) r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.audit, r.asset, r."check", r.nth ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_violations AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_violations r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.violation ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_goals AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_goals r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.partner, r.metric, r."from" ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_customers AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_customers r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.customer ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_subscriptions AS
  SELECT r.* EXCLUDE (partner, nth), r.partner AS named, n.partner FROM (
    SELECT r.*, CASE WHEN r.movement IS NULL
      THEN row_number() OVER (PARTITION BY r."import", r.movement, r.customer, r.moved, r.kind ORDER BY r.seq) END AS nth
    FROM raw_subscriptions r) r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.movement, r.customer, r.moved, r.kind, r.nth ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_integrations AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_integrations r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.customer, r.integration ORDER BY r.seq DESC) = 1;

-- Partner of an order: that of its last row that has one.
CREATE OR REPLACE TEMP TABLE order_partners AS
  SELECT "order", arg_max(partner, seq) AS partner FROM latest_orders WHERE partner IS NOT NULL GROUP BY 1;

-- Rows that count: no test records, nothing dated on or after the as-of day. A row that names no partner has that of
-- its deal, else of its order, else of its lead; one that names an unknown partner has none.
CREATE OR REPLACE TEMP TABLE deals AS SELECT x.* EXCLUDE (named) FROM latest_deals x WHERE x.test IS NOT TRUE AND (x.created IS NULL OR x.created < as_of());
CREATE OR REPLACE TEMP TABLE orders AS SELECT x.* EXCLUDE (named) FROM latest_orders x WHERE x.test IS NOT TRUE AND x.ordered < as_of();
CREATE OR REPLACE TEMP TABLE leads AS SELECT x.* EXCLUDE (named) FROM latest_leads x WHERE x.test IS NOT TRUE AND x.created::DATE < as_of();
CREATE OR REPLACE TEMP TABLE refunds AS
  SELECT x.* EXCLUDE (named, partner), CASE WHEN x.named IS NULL THEN o.partner ELSE x.partner END AS partner
  FROM latest_refunds x
  LEFT JOIN order_partners o ON o."order" = x."order"
  WHERE (x.refunded IS NULL OR x.refunded < as_of());
CREATE OR REPLACE TEMP TABLE disputes AS
  SELECT x.* EXCLUDE (named, partner), CASE WHEN x.named IS NULL THEN o.partner ELSE x.partner END AS partner
  FROM latest_disputes x
  LEFT JOIN order_partners o ON o."order" = x."order"
  WHERE (x.disputed IS NULL OR x.disputed < as_of());
CREATE OR REPLACE TEMP TABLE tickets AS
  SELECT x.* EXCLUDE (named, partner), CASE WHEN x.named IS NULL THEN o.partner ELSE x.partner END AS partner
  FROM latest_tickets x
  LEFT JOIN order_partners o ON o."order" = x."order"
  WHERE x.test IS NOT TRUE AND x.opened::DATE < as_of();
CREATE OR REPLACE TEMP TABLE touches AS
  SELECT x.* EXCLUDE (named, partner), CASE WHEN x.named IS NULL THEN coalesce(d.partner, l.partner) ELSE x.partner END AS partner
  FROM latest_touches x
  LEFT JOIN latest_deals d ON d.deal = x.deal
  LEFT JOIN latest_leads l ON l.lead = x.lead
  WHERE x."at"::DATE < as_of();
CREATE OR REPLACE TEMP TABLE costs AS
  SELECT x.* EXCLUDE (named, partner), CASE WHEN x.named IS NULL THEN d.partner ELSE x.partner END AS partner
  FROM latest_costs x
  LEFT JOIN latest_deals d ON d.deal = x.deal
  WHERE x.spent < as_of();
CREATE OR REPLACE TEMP TABLE meetings AS
  SELECT x.* EXCLUDE (named, partner), CASE WHEN x.named IS NULL THEN d.partner ELSE x.partner END AS partner
  FROM latest_meetings x
  LEFT JOIN latest_deals d ON d.deal = x.deal
  WHERE x.scheduled::DATE < as_of();
CREATE OR REPLACE TEMP TABLE surveys AS SELECT x.* EXCLUDE (named) FROM latest_surveys x WHERE x.answered < as_of();
CREATE OR REPLACE TEMP TABLE trainings AS SELECT x.* EXCLUDE (named) FROM latest_trainings x WHERE (x.enrolled IS NULL OR x.enrolled < as_of());
CREATE OR REPLACE TEMP TABLE milestones AS SELECT x.* EXCLUDE (named) FROM latest_milestones x WHERE (x.started IS NULL OR x.started::DATE < as_of());
CREATE OR REPLACE TEMP TABLE audits AS SELECT x.* EXCLUDE (named) FROM latest_audits x WHERE x.audited < as_of();
CREATE OR REPLACE TEMP TABLE violations AS SELECT x.* EXCLUDE (named) FROM latest_violations x WHERE x.occurred < as_of();
CREATE OR REPLACE TEMP TABLE goals AS SELECT x.* EXCLUDE (named) FROM latest_goals x WHERE x."from" < as_of();
CREATE OR REPLACE TEMP TABLE customers AS SELECT x.* EXCLUDE (named) FROM latest_customers x WHERE x.test IS NOT TRUE AND (x.started IS NULL OR x.started < as_of());
-- Movements and integrations that name no partner have that of their customer.
CREATE OR REPLACE TEMP TABLE subscriptions AS
  SELECT x.* EXCLUDE (named, partner), CASE WHEN x.named IS NULL THEN c.partner ELSE x.partner END AS partner
  FROM latest_subscriptions x LEFT JOIN latest_customers c ON c.customer = x.customer
  WHERE x.test IS NOT TRUE AND x.moved < as_of();
CREATE OR REPLACE TEMP TABLE integrations AS
  SELECT x.* EXCLUDE (named, partner), CASE WHEN x.named IS NULL THEN c.partner ELSE x.partner END AS partner
  FROM latest_integrations x LEFT JOIN latest_customers c ON c.customer = x.customer
  WHERE x.test IS NOT TRUE AND (x.installed IS NULL OR x.installed < as_of());

-- A deal without a status has the one that its stage says.
UPDATE deals SET status = CASE
    WHEN lower(trim(stage)) IN ('won', 'closed won', 'closedwon') THEN 'won'
    WHEN lower(trim(stage)) IN ('lost', 'closed lost', 'closedlost') THEN 'lost' END
WHERE status IS NULL;

-- A deal is sourced by its partner when the source says so; where it does not say, when the registration or referral
-- came no later than the opportunity.
CREATE OR REPLACE TEMP VIEW sourced_deals AS
  SELECT * FROM deals WHERE coalesce(sourced, registered <= created);
