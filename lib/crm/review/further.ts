/**
 * Labels in Swedish, Danish, Norwegian, Finnish, Czech, Hungarian, Romanian, Turkish, Russian, Chinese and Korean. No
 * page carries their words: a record in them is found by its address, and what its fields say is told here.
 */
import { type FieldRole, foldLabel } from '../labels';
import { latin } from './fold';

/** Whole labels; of those in European letters one word may stand before the known one, but for companies and people. */
const RULES: readonly [FieldRole, RegExp][] = [
  [
    'partner',
    /^(aterforsaljare|samarbetspartner|samarbejdspartner|samarbeidspartner|forhandler|kumppani|jalleenmyyja|(prodejni )?partner|prodejce|viszontelado|partener|revanzator|is ortagı|bayi|cozum ortagı|партнер|дилер|реселлер|посредник|(渠道|销售|业务)?(合作)?伙伴|合作夥伴|(渠道|代理|经销|分销)商|經銷商|파트너(사)?|대리점|리셀러|협력사)(名称|명)?$/,
  ],
  [
    'stage',
    /^(\S+ )?(fas|saljfas|salgsfase|skede|steg|trin|trinn|vaihe|faze|obchodni faze|szakasz|fazis|etapa|asama|asaması|evre|safha|(текущ(ая|ии) )?(этап|стадия)( сделки| воронки)?)$|^(商机|销售|當前|当前)?(阶段|階段)$|^(영업 ?)?단계$/,
  ],
  [
    'amount',
    /^(\S+ )?(belopp|ordervarde|varde|belob|vaerdi|værdi|belop|verdi|summa|arvo|castka|hodnota|osszeg|ertek|suma|valoare|tutar|tutarı|deger|bedel|(сумма|бюджет|стоимость)( сделки)?)$|^(预计|商机|合同|销售)?(金额|金額)$|^(예상 ?)?금액$/,
  ],
  [
    'owner',
    /^(agare|ansvarig( saljare)?|saljare|handlaggare|ejer|ansvarlig( s(ae|æ)lger)?|s(ae|æ)lger|eier|selger|omistaja|vastuuhenkilo|vlastnik|odpovedna osoba|prideleno|prirazeno|prirazen[yao] komu|obchodnik|felelos|tulajdonos|sorumlu( kisi)?|sahibi|atanan( kisi)?|temsilci|ответственныи|владелец|менеджер|负责人|負責人|所有者|所有人|销售(员|代表|负责人)|담당자|소유자|영업 ?담당자)$/,
  ],
  [
    'close',
    /^(\S+ )?(slutdatum|avslutsdatum|stangningsdatum|lukkedato|lukning|avslutningsdato|paattymispaiva|datum uzavreni|zaras( datuma)?|data inchiderii|kapanıs( tarihi)?|дата закрытия|закрытие)$|^(预计)?(成交|结单|关闭|结束)日期$|^(예상 ?)?(마감일|종료일)$/,
  ],
  [
    'account',
    /^(foretag|foretagsnamn|kund|organisation|virksomhed|kunde|selskap|bedrift|yritys|asiakas|zakaznik|spolecnost|organizace|klient|ceg|ugyfel|vallalat|companie|musteri|sirket|firma|hesap|компания|клиент|контрагент|организация|(客户|客戶|公司|企业)(名称|名稱)?|고객(사|명)?|회사(명)?|거래처)$/,
  ],
  [
    'name',
    /^(namn|affarsnamn|navn|nimi|nazev( prilezitosti)?|nev|megnevezes|denumire|nume|adı|konu|fırsat adı|название|наименование|имя|(商机|项目)?(名称|名稱)|主题|이름|제목)$/,
  ],
];

/** What a label in one of these languages means; undefined where it says nothing that is known. */
export function roleInFurther(label: string): FieldRole | undefined {
  const words = latin(foldLabel(label));
  return RULES.find(([, known]) => known.test(words))?.[0];
}
