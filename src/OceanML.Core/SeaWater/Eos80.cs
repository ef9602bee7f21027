namespace OceanML.Core;

/// <summary>
/// Density of sea water by EOS-80: Fofonoff and Millard 1983, UNESCO technical papers in marine science 44. Salinity on the practical
/// scale of 1978, temperature in degrees Celsius of IPTS-68 (1.00024 times that of ITS-90), pressure in dbar above atmospheric.
/// </summary>
/// <remarks>The equation of state in use before TEOS-10, for results that were published with it; the tests of quality use <see cref="SeaWater"/>.</remarks>
public static class Eos80
{
    /// <summary>In situ density (kg m-3). Valid for salinity 0..42, temperature -2..40, pressure 0..10000 dbar.</summary>
    public static double Density(double salinity, double temperature, double pressure)
    {
        var (s, t) = (salinity, temperature);
        var root = Math.Sqrt(Math.Max(0, s));
        var bar = pressure / 10;

        var pure = 999.842594 + (t * (6.793952e-2 + (t * (-9.095290e-3 + (t * (1.001685e-4 + (t * (-1.120083e-6 + (t * 6.536332e-9)))))))));
        var surface = pure
            + (s * (0.824493 + (t * (-4.0899e-3 + (t * (7.6438e-5 + (t * (-8.2467e-7 + (t * 5.3875e-9)))))))))
            + (s * root * (-5.72466e-3 + (t * (1.0227e-4 - (t * 1.6546e-6)))))
            + (s * s * 4.8314e-4);

        var bulk = 19652.21 + (t * (148.4206 + (t * (-2.327105 + (t * (1.360477e-2 - (t * 5.155288e-5)))))))
            + (s * (54.6746 + (t * (-0.603459 + (t * (1.09987e-2 - (t * 6.1670e-5)))))))
            + (s * root * (7.944e-2 + (t * (1.6483e-2 - (t * 5.3009e-4)))));
        var a = 3.239908 + (t * (1.43713e-3 + (t * (1.16092e-4 - (t * 5.77905e-7)))))
            + (s * (2.2838e-3 + (t * (-1.0981e-5 - (t * 1.6078e-6)))))
            + (s * root * 1.91075e-4);
        var b = 8.50935e-5 + (t * (-6.12293e-6 + (t * 5.2787e-8)))
            + (s * (-9.9348e-7 + (t * (2.0816e-8 + (t * 9.1697e-10)))));
        var secant = bulk + (bar * (a + (bar * b)));
        return surface / (1 - (bar / secant));
    }

    /// <summary>Adiabatic lapse rate (degrees Celsius per dbar), Bryden 1973.</summary>
    public static double AdiabaticLapseRate(double salinity, double temperature, double pressure)
    {
        var (ds, t, p) = (salinity - 35, temperature, pressure);
        return (((((-2.1687e-16 * t) + 1.8676e-14) * t) - 4.6206e-13) * p * p)
            + (((2.7759e-12 * t) - 1.1351e-10) * ds * p)
            + (((((((-5.4481e-14 * t) + 8.733e-12) * t) - 6.7795e-10) * t) + 1.8741e-8) * p)
            + (((-4.2393e-8 * t) + 1.8932e-6) * ds)
            + (((((6.6228e-10 * t) - 6.836e-8) * t) + 8.5258e-6) * t)
            + 3.5803e-5;
    }

    /// <summary>
    /// Temperature (degrees Celsius) that water would have if moved without exchange of heat to another pressure: fourth-order
    /// Runge-Kutta-Gill integration of the lapse rate.
    /// </summary>
    public static double PotentialTemperature(double salinity, double temperature, double pressure, double reference)
    {
        var (p, t) = (pressure, temperature);
        var step = reference - p;
        var rise = step * AdiabaticLapseRate(salinity, t, p);
        t += 0.5 * rise;
        var memory = rise;
        p += 0.5 * step;
        rise = step * AdiabaticLapseRate(salinity, t, p);
        t += 0.29289322 * (rise - memory);
        memory = (0.58578644 * rise) + (0.121320344 * memory);
        rise = step * AdiabaticLapseRate(salinity, t, p);
        t += 1.707106781 * (rise - memory);
        memory = (3.414213562 * rise) - (4.121320344 * memory);
        p += 0.5 * step;
        rise = step * AdiabaticLapseRate(salinity, t, p);
        return t + ((rise - (2.0 * memory)) / 6.0);
    }

    /// <summary>Density (kg m-3) that water measured at one pressure would have at another. Temperature of ITS-90, as instruments report it.</summary>
    public static double PotentialDensity(double salinity, double temperature90, double pressure, double reference)
    {
        var moved = PotentialTemperature(salinity, 1.00024 * temperature90, pressure, reference);
        return Density(salinity, moved, reference);
    }

    /// <summary>Pressure (dbar) at a depth (m, positive down): Saunders 1981, 10.1175/1520-0485(1981)011&lt;0573:PCODTP&gt;2.0.CO;2.</summary>
    public static double Pressure(double depth, double latitude)
    {
        var sine = Math.Sin(latitude * Math.PI / 180);
        var c1 = 5.92e-3 + (sine * sine * 5.25e-3);
        return (1 - c1 - Math.Sqrt(((1 - c1) * (1 - c1)) - (8.84e-6 * depth))) / 4.42e-6;
    }
}
