const RUPEES = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Paise as rupees in lakh and crore: '−1,23,456.70'; '–' for what cannot be told. */
export function inRupees(amount: number | null): string {
  return amount === null ? '–' : RUPEES.format(amount / 100).replace('-', '−');
}

/** '₹12,345.00', '−₹12,345.00'. */
export function asMoney(amount: number | null): string {
  if (amount === null) return '–';
  return `${amount < 0 ? '−' : ''}₹${inRupees(Math.abs(amount))}`;
}

export function inPercent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1).replace('-', '−')} %`;
}

export function asFigure(value: number | null): string {
  return value === null ? '–' : value.toFixed(2).replace('-', '−');
}

/** Milliseconds as hours and minutes. */
export function asDuration(length: number | null): string {
  if (length === null) return '–';
  const minutes = Math.round(length / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
