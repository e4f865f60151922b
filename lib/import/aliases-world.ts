import type { Spellings } from './export-format';

/**
 * Header names in languages beyond those of `headerAliases`: Swedish, Norwegian, Danish, Finnish, Czech, Slovak,
 * Hungarian, Romanian, Croatian, Bulgarian, Greek, Russian, Ukrainian, Turkish, Chinese, Korean, Indonesian,
 * Vietnamese, Thai, Arabic and Hebrew. Table -> column -> names; `*` = every table that has the column.
 */
export const worldAliases: Readonly<Record<string, Readonly<Record<string, Spellings>>>> = {
  '*': {
    partner:
      'återförsäljare | samarbetspartner | forhandler | kumppani | jälleenmyyjä | partneri | prodejce | obchodní partner | predajca | obchodný partner | viszonteladó | partner neve | partener | nume partener | revânzător | preprodavač | партньор | συνεργάτης | партнер | партнёр | дилер | реселлер | iş ortağı | bayi | 合作伙伴 | 合作伙伴名称 | 渠道商 | 代理商 | 经销商 | 合作夥伴 | 經銷商 | 파트너 | 파트너사 | 대리점 | 총판 | mitra | nama mitra | đối tác | đại lý | พาร์ทเนอร์ | คู่ค้า | ตัวแทนจำหน่าย | الشريك | شريك | الموزع | שותף | שם השותף | משווק',
    customer:
      'kund | kundnamn | kunde | kundenavn | asiakas | asiakkaan nimi | zákazník | ügyfél | client | nume client | kupac | клиент | πελάτης | клієнт | müşteri | müşteri adı | 客户 | 客户名称 | 客戶 | 客戶名稱 | 고객 | 고객사 | pelanggan | khách hàng | ลูกค้า | العميل | לקוח',
    currency:
      'valutta | mena | měna | pénznem | deviza | monedă | валута | νόμισμα | валюта | para birimi | 货币 | 币种 | 貨幣 | 幣別 | 통화 | mata uang | tiền tệ | loại tiền | สกุลเงิน | العملة | מטבע',
  },
  deals: {
    deal: 'affärs id | avtale id | salgsmulighet id | aftale id | kaupan tunnus | id obchodu | id příležitosti | id príležitosti | üzlet azonosító | id tranzacție | id posla | id на сделка | id сделки | номер сделки | id угоди | αναγνωριστικό | fırsat no | fırsat id | 交易id | 商机id | 商机编号 | 商機id | 商機編號 | 거래 id | 거래 번호 | 영업기회 id | id transaksi | mã giao dịch | mã cơ hội | รหัสดีล | معرف الصفقة | رقم الصفقة | מזהה עסקה',
    name: 'affärsnamn | avtalenavn | aftalenavn | kaupan nimi | název obchodu | názov obchodu | üzlet neve | nume tranzacție | naziv posla | название сделки | назва угоди | fırsat adı | 交易名称 | 商机名称 | 商機名稱 | 거래명 | 거래 이름 | nama transaksi | tên giao dịch | ชื่อดีล | اسم الصفقة | שם העסקה',
    stage:
      'steg | säljfas | fas | salgsfase | trin | vaihe | fáze | fáza | szakasz | etapă | stadiu | faza | етап | στάδιο | этап | стадия | стадія | aşama | 阶段 | 销售阶段 | 階段 | 銷售階段 | 단계 | 영업 단계 | tahap | giai đoạn | ขั้นตอน | المرحلة | שלב',
    created:
      'skapad | skapad datum | skapandedatum | opprettet | opprettet dato | oprettet | oprettelsesdato | luotu | luontipäivä | vytvořeno | datum vytvoření | vytvorené | dátum vytvorenia | létrehozva | létrehozás dátuma | creat la | data creării | kreirano | datum kreiranja | дата на създаване | ημερομηνία δημιουργίας | дата создания | создано | дата створення | створено | oluşturulma tarihi | oluşturma tarihi | 创建日期 | 创建时间 | 建立日期 | 建立時間 | 생성일 | 등록일 | tanggal dibuat | ngày tạo | วันที่สร้าง | تاريخ الإنشاء | תאריך יצירה',
    closed:
      'stängningsdatum | avslutsdatum | lukkedato | sluttdato | päättymispäivä | sulkemispäivä | datum uzavření | dátum uzavretia | lezárás dátuma | data închiderii | datum zatvaranja | дата на затваряне | ημερομηνία κλεισίματος | дата закрытия | дата закриття | kapanış tarihi | 结束日期 | 成交日期 | 结单日期 | 結束日期 | 成交日 | 마감일 | 종료일 | tanggal penutupan | ngày đóng | วันที่ปิด | تاريخ الإغلاق | תאריך סגירה',
    amount:
      'belopp | beløp | beløb | summa | arvo | částka | hodnota | suma | čiastka | összeg | érték | sumă | valoare | iznos | стойност | сума | ποσό | αξία | сумма | tutar | 金额 | 交易金额 | 금액 | jumlah | nilai | số tiền | giá trị | จำนวนเงิน | มูลค่า | المبلغ | القيمة | סכום',
    owner:
      'ägare | eier | ejer | omistaja | vlastník | tulajdonos | proprietar | vlasnik | собственик | υπεύθυνος | ответственный | владелец | відповідальний | sorumlu | sahibi | 负责人 | 所有人 | 負責人 | 담당자 | pemilik | người phụ trách | ผู้รับผิดชอบ | المالك | אחראי',
  },
};
