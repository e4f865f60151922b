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
-- Minor units in one of a currency.
CREATE OR REPLACE MACRO units_of(c) AS CASE upper(coalesce(c, getvariable('currency'))) WHEN 'JPY' THEN 1 ELSE 100 END;

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
CREATE OR REPLACE TEMP TABLE latest_field_checks AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_field_checks r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.record, r.field ORDER BY r.seq DESC) = 1;
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
  QUALIFY row_number() OVER (PARTITION BY r.partner, r.metric, r."from", r."to" ORDER BY r.seq DESC) = 1;
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
CREATE OR REPLACE TEMP TABLE latest_campaigns AS
  SELECT r.* EXCLUDE (partner, nth), r.partner AS named, n.partner FROM (
    SELECT r.*, CASE WHEN r.partner IS NULL OR r.channel IS NULL
      THEN row_number() OVER (PARTITION BY r."import", r.campaign, r.partner, r.channel, r."day" ORDER BY r.seq) END AS nth
    FROM raw_campaigns r) r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.campaign, r.partner, r.channel, r."day", r.nth ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_traffic AS
  SELECT r.* EXCLUDE (partner, nth), r.partner AS named, n.partner FROM (
    SELECT r.*, CASE WHEN r.partner IS NULL OR r.page IS NULL
      THEN row_number() OVER (PARTITION BY r."import", r.partner, r.page, r."day" ORDER BY r.seq) END AS nth
    FROM raw_traffic r) r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.partner, r.page, r."day", r.nth ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_webinars AS
  SELECT r.* EXCLUDE (partner, nth), r.partner AS named, n.partner FROM (
    SELECT r.*, CASE WHEN r.partner IS NULL
      THEN row_number() OVER (PARTITION BY r."import", r.webinar, r.partner ORDER BY r.seq) END AS nth
    FROM raw_webinars r) r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.webinar, r.partner, r.nth ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_holdouts AS
  SELECT r.* EXCLUDE (partner, nth), r.partner AS named, n.partner FROM (
    SELECT r.*, CASE WHEN r.partner IS NULL
      THEN row_number() OVER (PARTITION BY r."import", r.experiment, r.partner, r.arm, r.measured ORDER BY r.seq) END AS nth
    FROM raw_holdouts r) r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.experiment, r.partner, r.arm, r.measured, r.nth ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_contributions AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_contributions r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.contribution ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_interactions AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_interactions r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.interaction ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_texts AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_texts r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r."text" ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_relationships AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_relationships r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.relationship ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_conversations AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_conversations r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.conversation ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_stage_changes AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_stage_changes r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.deal, r.stage, r.entered ORDER BY r.seq DESC) = 1;
CREATE OR REPLACE TEMP TABLE latest_lead_activities AS
  SELECT r.* EXCLUDE (partner), r.partner AS named, n.partner FROM raw_lead_activities r
  LEFT JOIN partner_names n ON n.name = r.partner
  QUALIFY row_number() OVER (PARTITION BY r.activity ORDER BY r.seq DESC) = 1;

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
  SELECT x.* EXCLUDE (partner), CASE WHEN x.named IS NULL THEN coalesce(d.partner, l.partner) ELSE x.partner END AS partner
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
CREATE OR REPLACE TEMP TABLE field_checks AS SELECT x.* EXCLUDE (named) FROM latest_field_checks x WHERE x.test IS NOT TRUE AND x.checked < as_of();
CREATE OR REPLACE TEMP TABLE audits AS SELECT x.* EXCLUDE (named) FROM latest_audits x WHERE x.audited < as_of();
CREATE OR REPLACE TEMP TABLE violations AS SELECT x.* EXCLUDE (named) FROM latest_violations x WHERE x.occurred < as_of();
-- Goals are plans: those that begin later are known as well.
CREATE OR REPLACE TEMP TABLE goals AS SELECT x.* EXCLUDE (named) FROM latest_goals x;
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
CREATE OR REPLACE TEMP TABLE campaigns AS SELECT x.* EXCLUDE (named) FROM latest_campaigns x WHERE x."day" < as_of();
CREATE OR REPLACE TEMP TABLE traffic AS SELECT x.* EXCLUDE (named) FROM latest_traffic x WHERE x."day" < as_of();
CREATE OR REPLACE TEMP TABLE holdouts AS SELECT x.* EXCLUDE (named) FROM latest_holdouts x WHERE x.measured < as_of() AND x.test IS DISTINCT FROM true;
CREATE OR REPLACE TEMP TABLE webinars AS SELECT x.* EXCLUDE (named) FROM latest_webinars x WHERE x.held < as_of();
CREATE OR REPLACE TEMP TABLE contributions AS SELECT x.* EXCLUDE (named) FROM latest_contributions x WHERE x.contributed < as_of();
CREATE OR REPLACE TEMP TABLE interactions AS SELECT x.* EXCLUDE (named) FROM latest_interactions x WHERE x."at"::DATE < as_of();
CREATE OR REPLACE TEMP TABLE texts AS SELECT x.* EXCLUDE (named) FROM latest_texts x WHERE x.published < as_of();
CREATE OR REPLACE TEMP TABLE relationships AS SELECT x.* EXCLUDE (named) FROM latest_relationships x WHERE x.first_seen < as_of();
CREATE OR REPLACE TEMP TABLE conversations AS
  SELECT x.* EXCLUDE (named, partner), CASE WHEN x.named IS NULL THEN d.partner ELSE x.partner END AS partner
  FROM latest_conversations x LEFT JOIN latest_deals d ON d.deal = x.deal
  WHERE x.held < as_of();
CREATE OR REPLACE TEMP TABLE stage_changes AS
  SELECT x.* EXCLUDE (named, partner), CASE WHEN x.named IS NULL THEN d.partner ELSE x.partner END AS partner
  FROM latest_stage_changes x LEFT JOIN latest_deals d ON d.deal = x.deal
  WHERE x.entered < as_of();
CREATE OR REPLACE TEMP TABLE lead_activities AS SELECT x.* EXCLUDE (named) FROM latest_lead_activities x WHERE x.acted::DATE < as_of();

-- A deal without a status has the one that its stage says.
UPDATE deals SET status = CASE
    WHEN lower(trim(stage)) IN ('won', 'closed won', 'closedwon') THEN 'won'
    WHEN lower(trim(stage)) IN ('lost', 'closed lost', 'closedlost') THEN 'lost' END
WHERE status IS NULL;

-- A deal is sourced by its partner when the source says so; where it does not say, when the registration or referral
-- came no later than the opportunity.
CREATE OR REPLACE TEMP VIEW sourced_deals AS
  SELECT * FROM deals WHERE coalesce(sourced, registered <= created);

-- A touch is a partner's when it names one and does not say that it is our own, or when it says so; all others are our
-- own, and so are those of partners that are in no directory.
CREATE OR REPLACE MACRO of_partner(named, party) AS
  party IS NOT DISTINCT FROM 'partner' OR (named IS NOT NULL AND party IS DISTINCT FROM 'own');

-- Touches before each deal qualified or was won, of the 180 days up to that day. Milestones are those that the touches
-- name; where none of a deal's does, the first touch is the first, the last touch up to the earliest lead's creation made the lead, and the
-- last touch up to the day the deal was created made the deal.
CREATE OR REPLACE TEMP TABLE path_touches AS
  WITH conversions AS (
    SELECT 's2' AS step, deal, qualified AS day, created FROM deals WHERE qualified IS NOT NULL
    UNION ALL
    SELECT 'won', deal, closed, created FROM deals WHERE status = 'won' AND closed IS NOT NULL
  ), touched AS (
    SELECT c.step, c.deal, t.seq, t."at", t.milestone, c.day, CASE WHEN c.created <= c.day THEN c.created END AS opened,
      CASE WHEN of_partner(t.named, t.party) THEN coalesce(t.partner, -1) ELSE -1 END AS party, l.created AS led
    FROM conversions c
    JOIN touches t ON t.deal = c.deal AND t."at"::DATE BETWEEN c.day - 180 AND c.day
    LEFT JOIN leads l ON l.lead = t.lead AND l.created::DATE <= c.day
  ), dated AS (
    SELECT *, count(milestone) OVER path > 0 AS named, min("at") OVER path AS first_at, min(led) OVER path AS led_at,
      max("at") FILTER ("at"::DATE <= opened) OVER path AS opened_by
    FROM touched WINDOW path AS (PARTITION BY step, deal)
  ), marked AS (
    SELECT *, max("at") FILTER ("at" <= led_at) OVER (PARTITION BY step, deal) AS led_by FROM dated
  )
  SELECT step, deal, seq, party,
    CASE WHEN named THEN coalesce(milestone LIKE '%FT%', false) ELSE "at" = first_at END AS ft,
    CASE WHEN named THEN coalesce(milestone LIKE '%LC%', false) ELSE coalesce("at" = led_by, false) END AS lc,
    CASE WHEN named THEN coalesce(milestone LIKE '%OC%', false) ELSE coalesce("at" = opened_by, false) END AS oc
  FROM marked;

-- W-shaped: 30 % each over the touches of a milestone, 10 % over those of none, and what is missing pro rata.
CREATE OR REPLACE TEMP TABLE path_shares AS
  WITH weighed AS (
    SELECT step, deal, party,
      CASE WHEN ft THEN 0.3::DOUBLE / count(*) FILTER (ft) OVER path ELSE 0 END
      + CASE WHEN lc THEN 0.3::DOUBLE / count(*) FILTER (lc) OVER path ELSE 0 END
      + CASE WHEN oc THEN 0.3::DOUBLE / count(*) FILTER (oc) OVER path ELSE 0 END
      + CASE WHEN NOT (ft OR lc OR oc) THEN 0.1::DOUBLE / count(*) FILTER (NOT (ft OR lc OR oc)) OVER path ELSE 0 END AS weight
    FROM path_touches WINDOW path AS (PARTITION BY step, deal)
  ), whole AS (SELECT step, deal, sum(weight) AS total FROM weighed GROUP BY ALL)
  SELECT step, deal, party, sum(weight) / any_value(total) AS weight FROM weighed JOIN whole USING (step, deal) GROUP BY step, deal, party;

-- Minor units by the largest remainder; of equal ones our own first, then the partners by their order.
CREATE OR REPLACE TEMP TABLE credits AS
  WITH worth AS (
    SELECT deal, 'amount' AS what, amount AS value FROM deals WHERE amount IS NOT NULL
    UNION ALL
    SELECT deal, 'profit', amount - cost FROM deals WHERE amount IS NOT NULL AND cost IS NOT NULL
  ), quotas AS (
    SELECT *, round(abs(value)) * weight AS quota, floor(round(abs(value)) * weight + 1e-6) AS down
    FROM path_shares JOIN worth USING (deal)
  ), ranked AS (
    SELECT *, round(abs(value)) - sum(down) OVER (PARTITION BY step, deal, what) AS left_over,
      row_number() OVER (PARTITION BY step, deal, what ORDER BY round((quota - down) / 1e-6) DESC, party) AS place
    FROM quotas
  )
  SELECT step, deal, what, party AS partner,
    CASE WHEN value < 0 THEN -1 ELSE 1 END * (down + CASE WHEN place <= left_over THEN 1 ELSE 0 END) AS credit
  FROM ranked WHERE party >= 0;
