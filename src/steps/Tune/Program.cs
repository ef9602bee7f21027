return new OceanML.Steps.TuneStep().Run(args);
