return new OceanML.Steps.CrateStep().Run(args);
