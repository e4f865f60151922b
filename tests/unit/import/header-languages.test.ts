import { describe, expect, it } from 'vitest';
import { analyseCsv } from '@/lib/import/convert';
import { CONTEXT } from './fixtures';

describe('headers of a deal in other languages', () => {
  it.each([
    ['Swedish', 'Affärs-ID,Partner,Steg,Skapad datum,Belopp'],
    ['Norwegian', 'Avtale-ID,Forhandler,Fase,Opprettet dato,Beløp'],
    ['Danish', 'Aftale-id,Partner,Fase,Oprettelsesdato,Beløb'],
    ['Finnish', 'Kaupan tunnus,Kumppani,Vaihe,Luontipäivä,Summa'],
    ['Czech', 'ID obchodu,Partner,Fáze,Datum vytvoření,Částka'],
    ['Slovak', 'ID obchodu,Predajca,Fáza,Dátum vytvorenia,Suma'],
    ['Hungarian', 'Üzlet azonosító,Partner,Szakasz,Létrehozva,Összeg'],
    ['Romanian', 'ID tranzacție,Partener,Etapă,Data creării,Sumă'],
    ['Croatian', 'ID posla,Partner,Faza,Datum kreiranja,Iznos'],
    ['Bulgarian', 'ID на сделка,Партньор,Етап,Дата на създаване,Сума'],
    ['Greek', 'Αναγνωριστικό,Συνεργάτης,Στάδιο,Ημερομηνία δημιουργίας,Ποσό'],
    ['Russian', 'ID сделки,Партнёр,Этап,Дата создания,Сумма'],
    ['Ukrainian', 'ID угоди,Партнер,Етап,Дата створення,Сума'],
    ['Turkish', 'Fırsat No,İş Ortağı,Aşama,Oluşturulma Tarihi,Tutar'],
    ['Chinese', '交易ID,合作伙伴,阶段,创建日期,金额'],
    ['Chinese of Taiwan', '商機編號,合作夥伴,階段,建立日期,金額'],
    ['Korean', '거래 ID,파트너,단계,생성일,금액'],
    ['Indonesian', 'ID Transaksi,Mitra,Tahap,Tanggal Dibuat,Jumlah'],
    ['Vietnamese', 'Mã giao dịch,Đối tác,Giai đoạn,Ngày tạo,Số tiền'],
    ['Thai', 'รหัสดีล,พาร์ทเนอร์,ขั้นตอน,วันที่สร้าง,จำนวนเงิน'],
    ['Arabic', 'معرف الصفقة,الشريك,المرحلة,تاريخ الإنشاء,المبلغ'],
    ['Hebrew', 'מזהה עסקה,שותף,שלב,תאריך יצירה,סכום'],
    ['English with numbers', '1. Deal ID,2. Partner,3) Stage,4. Create Date,5. Amount'],
    [
      'two languages',
      'Deal ID / Vorgang,Partner / Partner,Stage / Phase,Create Date / Erstellt,Amount / Betrag',
    ],
    ['English with the way of dates', 'Deal ID,Partner,Stage,Create Date (UTC),Amount'],
    ['English with the order of dates', 'Deal ID,Partner,Stage,Create Date (dd/mm/yyyy),Amount'],
  ])('%s', async (_, header) => {
    const { proposal } = await analyseCsv(`${header}\nD1,N,Won,2026-01-31,1.5\n`, CONTEXT);
    expect(proposal.mapping.table).toBe('deals');
    expect(proposal.questions).toEqual([]);
    expect(proposal.mapping.columns.map(({ target }) => target)).toEqual([
      'deal',
      'partner',
      'stage',
      'created',
      'amount',
    ]);
  });
});
