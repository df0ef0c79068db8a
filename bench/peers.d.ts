/** Published without types; declared as far as the benchmarks use them. Times in years, volatilities as fractions. */
declare module 'greeks' {
  type Arguments = readonly [spot: number, strike: number, years: number, volatility: number, rate: number];
  export function getDelta(...args: [...Arguments, right: 'call' | 'put']): number;
  export function getGamma(...args: Arguments): number;
  export function getVega(...args: Arguments): number;
  export function getTheta(...args: [...Arguments, right: 'call' | 'put']): number;
}

declare module 'implied-volatility' {
  export function getImpliedVolatility(
    ...args: [price: number, spot: number, strike: number, years: number, rate: number, right: 'call' | 'put']
  ): number;
}
