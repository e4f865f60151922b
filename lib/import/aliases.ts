import type { Spellings } from './export-format';

/**
 * Header names of common exports beyond those that the fact tables list: sources that name a thing their own way,
 * and other languages. Table -> column -> names; `*` = every table that has the column.
 */
export const headerAliases: Readonly<Record<string, Readonly<Record<string, Spellings>>>> = {
  '*': {
    partner:
      'partner account name | partner organization | partner organisation | associated partner | primary partner | sourcing partner | seller | seller id | vendor | merchant | partner firma | rivenditore | revendeur | revendedor | wederverkoper | partnerbedrijf | handelspartner | socio comercial | parceiro comercial | partner commerciale | partenaire commercial | partenaires',
    customer:
      'associated company | associated company primary | associated company names primary | associated company name | organisation | organization name | organisation name | org name | customer email | client name | buyer | kundenname | kundennummer | firma | unternehmen | entreprise | societe | empresa | klant | cliente nome',
    currency:
      'amount currency | deal currency code | currency iso code | currencyisocode | total amount currency | currency in company currency | valuta | wahrung',
    link: 'record link | crm link | deal url | ticket url | order url',
  },
  deals: {
    deal: 'deal no | deal number | opportunity number | opportunityid | id de registro | datensatz id | id de l enregistrement | negocio id | deal nr | opportunity nummer | id opportunita | numero de oportunidad | numero da oportunidade',
    name: 'potential name | topic | dealname | name | nombre del negocio | nom de la transaction | dealname de',
    stage:
      'dealstage | sales phase | deal phase | phase du deal | etapa del negocio | verkaufsphase | vertriebsphase | verkoopfase | fase di vendita | etape | etape de vente | fase | estagio',
    status: 'state | deal state | is won | estado | statut | stato',
    created:
      'createdate | creation date | add time | created on | created time | start date | erstellt am | erstellungsdatum | fecha de creacion | date de creation | data di creazione | data de criacao | angelegt am | erstelldatum | aangemaakt op | gemaakt op | aanmaakdatum | creato il | creado el | criado em | cree le',
    closed:
      'closedate | actual close date | close time | closed on | closed at | closed time | date closed | abschlussdatum | fecha de cierre | date de cloture | date de fermeture | data de fechamento | data di chiusura | lost time | geschlossen am | schlusstermin | sluitingsdatum | afsluitdatum | gesloten op | cerrado el | fechado em | chiuso il',
    expected_close:
      'estimated close date | est close date | expected closing | forecast close date | erwarteter abschluss | erwartetes abschlussdatum | verwachte sluitingsdatum | fecha de cierre prevista | data de fechamento prevista | data prevista di chiusura | date de cloture prevue',
    amount:
      'total amount | amount in company currency | estimated value | est revenue | estimated revenue | revenue | price | sum | umsatz | wert | importo | valore | bedrag | montant total | tcv | mrr | auftragswert | importe total | importo totale | valor total | ammontare',
    segment: 'customer segment | segmento | branche | secteur | account industry',
    type: 'deal category | dealtype',
    owner:
      'owner name | responsible | salesperson | rep | account executive | proprietario | verantwortlich | besitzer | eigentumer | eigenaar | propietario | proprietaire | inhaber | vertriebsmitarbeiter | comercial',
    registered: 'deal registered | registration approved date',
  },
  leads: {
    lead: 'record id | leadid | submission id | click id | lead nummer | lead nr | id lead | id du lead | id del lead',
    created:
      'create time | lead created | created on | created | conversion date | erstellt am | add time | eingegangen am | erstelldatum | date de creation | fecha de creacion | data di creazione | data de criacao | aanmaakdatum | cree le | creado el | criado em | creato il | aangemaakt op',
    origin:
      'utm medium | source channel | latest source | herkunft | quelle | origen | leadquelle | source du lead | origen del lead | origem do lead | fonte del lead | leadbron',
    status: 'lead state | stage | lifecycle stage',
    mql: 'mql at | date entered marketing qualified lead',
    sql: 'sql at | date entered sales qualified lead',
    won: 'became a customer date | close date | closed won date',
  },
  orders: {
    order:
      'name | order name | purchase id | conversion id | action id | sale id | auftragsnummer | rechnungsnummer | numero de commande | numero de pedido | numero do pedido | numero ordine | ordernummer | bestelnummer',
    line: 'lineitem id | line item id | line item | order line',
    ordered:
      'created at | order placed | event date | transaction date | conversion date | sale date | date created | auftragsdatum | rechnungsdatum | date de commande | fecha de pedido | fecha del pedido | data do pedido | data ordine | data dell ordine | orderdatum | besteldatum',
    amount:
      'order total | order amount | sale amount | total price | net amount | grand total | umsatz | betrag | nettobetrag | montant ht | importe neto | valor liquido | importo netto | nettobedrag',
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
      'ticket number | issue key | conversation id | request id | record id | ticketnummer | vorgangsnummer | numero du ticket | numero de ticket | numero do ticket | numero ticket | id du ticket | id de ticket | id do ticket',
    opened:
      'requested at | creation date | opened on | erstellt am | eroffnet am | ouvert le | cree le | abierto el | creado el | aberto em | criado em | aperto il | creato il | geopend op | aangemaakt op',
    first_response:
      'first response time at | first agent reply date | first reply at | erste antwort | premiere reponse | primera respuesta | primeira resposta | prima risposta | eerste reactie',
    resolved:
      'solved | resolution date | closed date | resolved | closed | geschlossen am | gelost am | resolu le | resuelto el | resolvido em | risolto il | opgelost op',
    complaint:
      'complaint | is a complaint | beschwerde | reclamation | queja | reclamacao | reclamo | klacht',
    subject: 'betreff | objet | asunto | assunto | oggetto | onderwerp',
  },
  surveys: {
    score:
      'net promoter score | nps | csat | rating value | note | bewertung | punktzahl | punteggio | puntuacion | pontuacao | score nps',
    answered:
      'response time | responded at | completed at | survey date | beantwortet am | repondu le | respondido el | respondido em | risposto il | beantwoord op',
  },
  partners: {
    name: 'nome do parceiro | nome del partner | partnernaam | bedrijf | bedrijfsnaam | entreprise | societe | azienda | empresa | unternehmen | firmenname | nom de l entreprise | ragione sociale',
    type: 'type de partenaire | tipo de socio | tipo de parceiro | tipo di partner | partnertype',
    tier: 'niveau du partenaire | nivel del socio | nivel do parceiro | livello | partnerniveau',
    region: 'region du partenaire | pays | pais | paese | regio',
    manager: 'partnerbetreuer | responsable | responsable du partenaire | responsable del socio | referente',
    domains: 'internetseite | pagina web | sitio web | sito web',
    codes: 'codigo de referido | code de parrainage | codice referral',
  },
};
