namespace OceanML.Core;

/// <summary>
/// Two first derivatives of the Gibbs function of sea water (IAPWS-08, with the fluid water of IAPWS-09 below 100 °C and 100 MPa), as
/// polynomials in x = sqrt(SA / 40.188617), y = t / 40 °C and z = p / 10000 dbar. They are exact: no fit of a fit.
/// </summary>
/// <remarks>
/// Feistel 2003, 10.1016/S0079-6611(03)00088-0, and 2008, 10.1016/j.dsr.2008.07.004; in these units in IOC, SCOR and IAPSO 2010, The
/// international thermodynamic equation of seawater, UNESCO Manuals and Guides 56. The part of the entropy that depends on salinity alone
/// is left out: it cancels wherever entropies at one salinity are compared.
/// </remarks>
internal static class GibbsFunction
{
    /// <summary>x² per g/kg: one over 40 times 35.16504 / 35.</summary>
    public const double SalinityFactor = 0.0248826675584615;

    private const int Width = 8;

    // Powers 0, 2, 3, 4, 5 of x, and under each the powers of z from 0 up; in a row the powers of y from 0 up.
    private static ReadOnlySpan<byte> EntropyRows => [6, 6, 4, 2];

    private static ReadOnlySpan<double> EntropyTable =>
    [
        0, -24715.571866078, 2210.2236124548363, -592.743745734632, 290.12956292128547, -113.90630790850321, 21.35571525415769, 0,
        -270.983805184062, 2910.0729080936, -2017.52334943521, 1591.873781627888, -973.091553087975, 381.06836198507096, -67.41756835751434, 0,
        776.153611613101, -1513.116771538718, 1498.081172457456, -1207.261522487504, 602.603274510125, -133.7383902842754, 0, 0,
        -196.51255088122, 546.959324647056, -718.6359919632359, 608.785486935364, -276.361526170076, 49.023632509086724, 0, 0,
        28.9796526294175, -111.1208127634436, 146.4037555781616, -105.4993508931208, 32.40953340386105, 0, 0, 0,
        -2.13290083518327, 8.68841343834394, -4.9892131862671505, 0, 0, 0, 0, 0,

        0, 1760.062705994408, -675.802947790203, 365.7041791005036, -108.30162043765552, 12.78101825083098, 0, 0,
        729.116529735046, -1721.528607567954, 2082.7344423998043, -1190.914967948748, 0, 0, 0, 0,
        -343.956902961561, 674.819060538734, -614.668925894709, 298.904564555024, 0, 0, 0, 0,
        124.687671116248, -356.629112415276, 340.685093521782, -145.9491676006352, 0, 0, 0, 0,
        -31.656964386073, 88.4080716616, -33.3848202979239, 0, 0, 0, 0, 0,
        7.04658803315449, -15.84003094423364, 0, 0, 0, 0, 0, 0,

        0, -86.1329351956084, -30.0682112585625, 3.50240264723578, 0, 0, 0, 0,
        -175.292041186547, 766.116132004952, -1380.9597954037708, 938.26075044542, 0, 0, 0, 0,
        83.1923927801819, -108.3834525034224, 0, 0, 0, 0, 0, 0,
        -29.483064349429, 51.2796974779828, 0, 0, 0, 0, 0, 0,

        0, -137.1145018408982, 148.10030845687618, -68.5590309679152, 12.4848504784754, 0, 0, 0,
        -22.6683558512829, 0, 0, 0, 0, 0, 0, 0,
    ];

    private static ReadOnlySpan<byte> VolumeRows => [6, 5, 4, 3, 1];

    private static ReadOnlySpan<double> VolumeTable =>
    [
        100015.695367145, -270.983805184062, 1455.0364540468, -672.50778314507, 397.968445406972, -194.618310617595, 63.5113936641785, -9.63108119393062,
        -5089.1530840726, 1552.307223226202, -1513.116771538718, 998.720781638304, -603.630761243752, 241.04130980405, -44.5794634280918, 0,
        853.5533353388611, -589.53765264366, 820.438986970584, -718.6359919632359, 456.589115201523, -165.8169157020456, 24.511816254543362, 0,
        -133.2587017014444, 115.91861051767, -222.2416255268872, 195.2050074375488, -105.4993508931208, 25.92762672308884, 0, 0,
        21.0131554401542, -10.664504175916349, 21.72103359585985, -8.31535531044525, 0, 0, 0, 0,
        -3.278571068826234, 0, 0, 0, 0, 0, 0, 0,

        -3310.49154044839, 729.116529735046, -860.764303783977, 694.244814133268, -297.728741987187, 0, 0, 0,
        769.588305957198, -687.913805923122, 674.819060538734, -409.779283929806, 149.452282277512, 0, 0, 0,
        -289.5972960322374, 374.063013348744, -534.943668622914, 340.685093521782, -109.46187570047641, 0, 0, 0,
        63.3632691067296, -126.627857544292, 176.8161433232, -44.5130937305652, 0, 0, 0, 0,
        -13.1240078295496, 35.23294016577245, -39.600077360584095, 0, 0, 0, 0, 0,

        199.459603073901, -175.292041186547, 383.058066002476, -460.319931801257, 234.565187611355, 0, 0, 0,
        -104.588181856267, 166.3847855603638, -108.3834525034224, 0, 0, 0, 0, 0,
        204.1334828179377, -88.449193048287, 76.9195462169742, 0, 0, 0, 0, 0,
        -13.65007729765128, 0, 0, 0, 0, 0, 0, 0,

        -54.7919133532887, -22.6683558512829, 0, 0, 0, 0, 0, 0,
        -8.16387957824522, 0, 0, 0, 0, 0, 0, 0,
        -90.52653359134831, 0, 0, 0, 0, 0, 0, 0,

        36.0284195611086, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Entropy less its part of salinity alone, J/(kg K): minus the derivative of the Gibbs function by temperature.</summary>
    public static double EntropyPart(double absoluteSalinity, double temperature, double pressure) =>
        -Sum(EntropyTable, EntropyRows, absoluteSalinity, temperature, pressure, slope: false) / 40;

    /// <summary>Derivative of the entropy by temperature, J/(kg K²).</summary>
    public static double EntropySlope(double absoluteSalinity, double temperature, double pressure) =>
        -Sum(EntropyTable, EntropyRows, absoluteSalinity, temperature, pressure, slope: true) / 1600;

    /// <summary>Specific volume, m³/kg: the derivative of the Gibbs function by pressure.</summary>
    public static double SpecificVolume(double absoluteSalinity, double temperature, double pressure) =>
        Sum(VolumeTable, VolumeRows, absoluteSalinity, temperature, pressure, slope: false) * 1e-8;

    private static double Sum(
        ReadOnlySpan<double> table, ReadOnlySpan<byte> rows, double absoluteSalinity, double temperature, double pressure, bool slope)
    {
        var x = Math.Sqrt(SalinityFactor * Math.Max(0, absoluteSalinity));
        var (y, z) = (temperature / 40, pressure / 1e4);
        var (sum, salt, start) = (0.0, 1.0, 0);
        for (var group = 0; group < rows.Length; group++)
        {
            var part = 0.0;
            for (var row = z == 0 ? 0 : rows[group] - 1; row >= 0; row--)
            {
                var coefficients = table.Slice((start + row) * Width, Width);
                part = (part * z) + (slope ? Polynomial.SlopeAt(y, coefficients) : Polynomial.At(y, coefficients));
            }

            sum += salt * part;
            salt *= group == 0 ? x * x : x;
            start += rows[group];
        }

        return sum;
    }
}
