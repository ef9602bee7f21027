return new OceanML.Steps.QcStep().Run(args);
