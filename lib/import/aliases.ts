import type { Spellings } from './export-format';

/**
 * Header names of common exports beyond those that the fact tables list: sources that name a thing their own way,
 * and other languages. Table -> column -> names; `*` = every table that has the column.
 */
export const headerAliases: Readonly<Record<string, Readonly<Record<string, Spellings>>>> = {
  '*': {
    partner:
      'partner account name | partner organization | partner organisation | associated partner | primary partner | sourcing partner | seller | seller id | vendor | merchant | partner firma | rivenditore | revendeur | revendedor | wederverkoper | partnerbedrijf | handelspartner | socio comercial | parceiro comercial | partner commerciale | partenaire commercial | partenaires | partner handlowy | dystrybutor | nazwa partnera | パートナー | パートナー名 | 代理店 | 代理店名 | 販売代理店 | 販売パートナー',
    customer:
      'associated company | associated company primary | associated company names primary | associated company name | organisation | organization name | organisation name | org name | customer email | client name | buyer | kundenname | kundennummer | firma | unternehmen | entreprise | societe | empresa | klant | cliente nome | klient | nazwa klienta | kontrahent | 取引先 | 取引先名 | 顧客 | 顧客名 | 会社名',
    currency:
      'amount currency | deal currency code | currency iso code | currencyisocode | total amount currency | currency in company currency | valuta | wahrung | 通貨',
    link: 'record link | crm link | deal url | ticket url | order url',
  },
  deals: {
    deal: 'deal no | deal number | opportunity number | opportunityid | id de registro | datensatz id | id de l enregistrement | negocio id | deal nr | opportunity nummer | id opportunita | numero de oportunidad | numero da oportunidade | verkaufschance nr | verkaufschancen nr | verkaufschance id | chance nr | numer szansy | id szansy | numer transakcji | id transakcji | 案件id | 案件番号 | 商談id | 商談番号',
    name: 'potential name | topic | dealname | name | nombre del negocio | nom de la transaction | dealname de | bezeichnung | nazwa szansy | nazwa transakcji | 案件名 | 商談名',
    stage:
      'dealstage | sales phase | deal phase | phase du deal | etapa del negocio | verkaufsphase | vertriebsphase | verkoopfase | fase di vendita | etape | etape de vente | fase | estagio | etap | etap sprzedaży | ステージ | フェーズ | 商談フェーズ | 商談状況',
    status: 'state | deal state | is won | estado | statut | stato',
    created:
      'createdate | creation date | add time | created on | created time | start date | erstellt am | erstellungsdatum | fecha de creacion | date de creation | data di creazione | data de criacao | angelegt am | erstelldatum | aangemaakt op | gemaakt op | aanmaakdatum | creato il | creado el | criado em | cree le | data utworzenia | utworzono | 作成日 | 作成日時 | 登録日',
    closed:
      'closedate | actual close date | close time | closed on | closed at | closed time | date closed | abschlussdatum | fecha de cierre | date de cloture | date de fermeture | data de fechamento | data di chiusura | lost time | geschlossen am | schlusstermin | sluitingsdatum | afsluitdatum | gesloten op | cerrado el | fechado em | chiuso il | data zamknięcia | zamknięto | 完了日 | 成約日 | 受注日 | クローズ日 | 完了予定日',
    expected_close:
      'estimated close date | est close date | expected closing | forecast close date | erwarteter abschluss | erwartetes abschlussdatum | verwachte sluitingsdatum | fecha de cierre prevista | data de fechamento prevista | data prevista di chiusura | date de cloture prevue | przewidywana data zamknięcia | planowana data zamknięcia | 受注予定日',
    amount:
      'total amount | amount in company currency | estimated value | est revenue | estimated revenue | revenue | price | sum | umsatz | wert | importo | valore | bedrag | montant total | tcv | mrr | auftragswert | importe total | importo totale | valor total | ammontare | kwota | kwota netto | wartość | wartość netto | 金額 | 受注金額 | 商談金額',
    segment: 'customer segment | segmento | branche | secteur | account industry',
    type: 'deal category | dealtype',
    owner:
      'owner name | responsible | salesperson | rep | account executive | proprietario | verantwortlich | besitzer | eigentumer | eigenaar | propietario | proprietaire | inhaber | vertriebsmitarbeiter | comercial | zuständig | zuständiger | właściciel | opiekun | handlowiec | 担当者 | 営業担当 | 所有者',
    registered: 'deal registered | registration approved date',
  },
  leads: {
    lead: 'record id | leadid | submission id | click id | lead nummer | lead nr | id lead | id du lead | id del lead',
    created:
      'create time | lead created | created on | created | conversion date | erstellt am | add time | eingegangen am | erstelldatum | date de creation | fecha de creacion | data di creazione | data de criacao | aanmaakdatum | cree le | creado el | criado em | creato il | aangemaakt op | data utworzenia | 作成日',
    origin:
      'utm medium | source channel | latest source | herkunft | quelle | origen | leadquelle | source du lead | origen del lead | origem do lead | fonte del lead | leadbron',
    status: 'lead state | stage | lifecycle stage',
    mql: 'mql at | date entered marketing qualified lead',
    sql: 'sql at | date entered sales qualified lead',
    won: 'became a customer date | close date | closed won date',
  },
  orders: {
    order:
      'name | order name | purchase id | conversion id | action id | sale id | auftragsnummer | rechnungsnummer | numero de commande | numero de pedido | numero do pedido | numero ordine | ordernummer | bestelnummer | numer zamówienia | nr zamówienia | 注文番号 | 受注番号',
    line: 'lineitem id | line item id | line item | order line',
    ordered:
      'created at | order placed | event date | transaction date | conversion date | sale date | date created | auftragsdatum | rechnungsdatum | date de commande | fecha de pedido | fecha del pedido | data do pedido | data ordine | data dell ordine | orderdatum | besteldatum | data zamówienia | 注文日 | 受注日',
    amount:
      'order total | order amount | sale amount | total price | net amount | grand total | umsatz | betrag | nettobetrag | montant ht | importe neto | valor liquido | importo netto | nettobedrag | wartość zamówienia | kwota | kwota netto | 注文金額 | 金額',
    partner: 'affiliate name | publisher name | media partner | coupon owner | website name',
    customer: 'email | customer email',
  },
  refunds: {
    refund:
      'id | return number | rma | rma number | retourennummer | numero de remboursement | numero de reembolso | numero rimborso',
    refunded:
      'returned at | created at | return created | retourendatum | erstattet am | date de remboursement | fecha de reembolso | data do reembolso | data rimborso | terugbetaald op',
    amount:
      'amount | refund total | refund value | total refunded | erstattungsbetrag | montant rembourse | importe reembolsado | valor reembolsado | importo rimborsato',
    reason: 'reason | grund | motif | motivo | reden',
  },
  tickets: {
    ticket:
      'ticket number | issue key | conversation id | request id | record id | ticketnummer | vorgangsnummer | numero du ticket | numero de ticket | numero do ticket | numero ticket | id du ticket | id de ticket | id do ticket | numer zgłoszenia | nr zgłoszenia | チケット番号 | チケットid',
    opened:
      'requested at | creation date | opened on | erstellt am | eroffnet am | ouvert le | cree le | abierto el | creado el | aberto em | criado em | aperto il | creato il | geopend op | aangemaakt op | data zgłoszenia | utworzono | 作成日 | 作成日時',
    first_response:
      'first response time at | first agent reply date | first reply at | erste antwort | premiere reponse | primera respuesta | primeira resposta | prima risposta | eerste reactie',
    resolved:
      'solved | resolution date | closed date | resolved | closed | geschlossen am | gelost am | resolu le | resuelto el | resolvido em | risolto il | opgelost op | rozwiązano | data rozwiązania | 解決日 | 解決日時',
    complaint:
      'complaint | is a complaint | beschwerde | reclamation | queja | reclamacao | reclamo | klacht',
    subject: 'betreff | objet | asunto | assunto | oggetto | onderwerp | temat | 件名',
  },
  surveys: {
    score:
      'net promoter score | nps | csat | rating value | note | bewertung | punktzahl | punteggio | puntuacion | pontuacao | score nps',
    answered:
      'response time | responded at | completed at | survey date | beantwortet am | repondu le | respondido el | respondido em | risposto il | beantwoord op',
  },
  partners: {
    name: 'nome do parceiro | nome del partner | partnernaam | bedrijf | bedrijfsnaam | entreprise | societe | azienda | empresa | unternehmen | firmenname | nom de l entreprise | ragione sociale | nazwa partnera | パートナー名 | 代理店名',
    type: 'type de partenaire | tipo de socio | tipo de parceiro | tipo di partner | partnertype | typ partnera | パートナー種別',
    tier: 'niveau du partenaire | nivel del socio | nivel do parceiro | livello | partnerniveau | poziom partnera | パートナーランク',
    region: 'region du partenaire | pays | pais | paese | regio',
    manager: 'partnerbetreuer | responsable | responsable du partenaire | responsable del socio | referente',
    domains: 'internetseite | pagina web | sitio web | sito web',
    codes: 'codigo de referido | code de parrainage | codice referral',
  },
};
