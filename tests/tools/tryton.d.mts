export const TRYTON_ADVICE: string;
export function ensureTryton(): { admin: string; server: string; client: string } | null;
