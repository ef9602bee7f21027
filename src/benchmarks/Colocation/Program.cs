using System.Diagnostics;
using OceanML.Benchmarks;
using OceanML.Colocation;
var swath = OlciLikeSwath.Make(50, 3);
Console.WriteLine($"{swath[0,0]} {swath[0,4864]} {swath[4090,0]} {swath[4090,4864]}");
var (la, lo) = OlciLikeSwath.Positions(swath, 100000, 1);
for (var k = 0; k < 4; k++)
{
    var c0 = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds; var t = Stopwatch.StartNew();
    var locator = new SwathLocator(swath, null, 2);
    var cb = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds; var b = t.Elapsed.TotalMilliseconds; t.Restart();
    var r = locator.LocateAll(la, lo, 1);
    var c1 = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
    var q1 = t.Elapsed.TotalMilliseconds; t.Restart();
    r = locator.LocateAll(la, lo, 2);
    Console.WriteLine($"build(2) {b:0.0} query(1) {q1:0.0} query(2) {t.Elapsed.TotalMilliseconds:0.0} cpu build {cb-c0:0} query {c1-cb:0} found {r.Count(x => x.IsFound)}");
}
