using System.Diagnostics;
using System.Globalization;
using OceanML.Core;
using Xunit;

namespace OceanML.Core.Tests;

/// <summary>Factors as Unidata's udunits2 gives them, where that program is installed (Debian: udunits-bin).</summary>
public sealed class UnitOracleTests
{
    private const string Program = "/usr/bin/udunits2";

    [Theory]
    [InlineData("ug/L", "mg m-3")]
    [InlineData("uW cm-2 nm-1", "W m-2 nm-1")]
    [InlineData("mW cm-2 um-1 sr-1", "W m-2 nm-1 sr-1")]
    [InlineData("umol/L", "mol m-3")]
    [InlineData("nmol g-1", "umol kg-1")]
    [InlineData("degF", "degC")]
    [InlineData("K", "degree_Celsius")]
    [InlineData("dbar", "kPa")]
    [InlineData("atm", "dbar")]
    [InlineData("knot", "m s-1")]
    [InlineData("mg m-3 day-1", "kg m-3 s-1")]
    [InlineData("degrees", "radian")]
    [InlineData("1e-3", "1")]
    [InlineData("%", "1")]
    [InlineData("ml l-1", "1")]
    [InlineData("mS/cm", "S/m")]
    [InlineData("psi", "dbar")]
    [InlineData("ft", "m")]
    [InlineData("fathom", "m")]
    [InlineData("mol m-2 day-1", "umol m-2 s-1")]
    public void Conversions_agree_with_udunits(string from, string to)
    {
        if (!File.Exists(Program)) Assert.Skip("udunits2 is not installed");
        var ours = UnitConversion.Between(from, to)!;
        foreach (var value in (double[])[1, 12.5])
        {
            using var process = Process.Start(new ProcessStartInfo(Program, ["-H", value.ToString(CultureInfo.InvariantCulture) + " " + from, "-W", to]) { RedirectStandardOutput = true })!;
            var words = process.StandardOutput.ReadToEnd().Split('\n')[0].Split('=');
            process.WaitForExit();

            // "12.5 degF = -10.8333 degC": the program prints six digits.
            var theirs = double.Parse(words[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
            Assert.InRange(ours.Convert(value), theirs - (1e-5 * Math.Abs(theirs)), theirs + (1e-5 * Math.Abs(theirs)));
        }
    }
}
