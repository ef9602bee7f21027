namespace OceanML.Figures.Reports;

/// <summary>The looks of the report.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light; --ink: #1a1a1a; --quiet: #555; --line: #d8dde2; --accent: #0072b2; --soft: #f4f7f9; }
        * { box-sizing: border-box; }
        body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
        main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.5rem 0 0.75rem; }
        h2 { font-size: 1.35rem; margin: 2.75rem 0 0.75rem; padding-bottom: 0.25rem; border-bottom: 2px solid var(--accent); }
        h3 { font-size: 1.05rem; margin: 1.75rem 0 0.5rem; }
        p, ul { max-width: 46rem; }
        a { color: var(--accent); }
        nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0.75rem 1rem; margin: 1.25rem 0; list-style: none; max-width: none; background: var(--soft); border-radius: 6px; }
        table { border-collapse: collapse; margin: 1rem 0 1.5rem; font-size: 0.92rem; font-variant-numeric: tabular-nums; display: block; overflow-x: auto; max-width: 100%; }
        caption { text-align: left; color: var(--quiet); padding: 0 0 0.4rem; }
        th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.9rem 0.35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; min-width: 3.5rem; }
        thead th { border-bottom: 2px solid var(--ink);  }
        tbody th { font-weight: 600; }
        figure { margin: 1.5rem 0 2rem; }
        figure img { max-width: 100%; height: auto; border: 1px solid var(--line); }
        figcaption { color: var(--quiet); font-size: 0.9rem; max-width: 46rem; }
        .plot { width: 100%; min-height: 420px; }

        """;
}
